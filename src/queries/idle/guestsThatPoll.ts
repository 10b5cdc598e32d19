import type { IdleLane } from '../../analyses/idle/IdleLane';
import type { IdlePass } from '../../analyses/idle/IdlePass';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';

/** Of a guest that uses KVM's paravirtual interface, as one that polls does, so few will do. */
const FEW_SHORT_HALTS = 5;

/** How sure it is where the recording would hold the changes of poll windows, and where nothing tells. */
const RANK_WITHOUT_CHANGES = 65;
const RANK_UNTOLD = 40;

/**
 * VMs whose guests seem to poll before they halt, so that the host does not (S12), with how sure that
 * is: a halt shorter than the host's longest window would have made it poll longer, and
 * kvm_halt_poll_ns says when it does. A host that polls for nobody (halt_poll_ns=0) looks the same,
 * hence never certain. Where that event was not recorded, nothing is said.
 */
export function guestsThatPoll(
  idle: Pick<IdlePass, 'lanes' | 'parameters' | 'tellsWindows' | 'sourceOf'>,
  refs: readonly (VcpuRef | undefined)[],
): ReadonlyMap<number, number> {
  const { lanes } = idle;
  const byVm = new Map<number, IdleLane[]>();
  for (const lane of lanes) {
    const vm = lane === undefined ? undefined : refs[lane.binding]?.vm;
    if (lane === undefined || vm === undefined) continue;
    const known = byVm.get(vm);
    if (known === undefined) byVm.set(vm, [lane]);
    else known.push(lane);
  }
  return new Map(
    [...byVm].flatMap(([vm, of]) => {
      const tells = idle.tellsWindows(idle.sourceOf(of[0]!.binding));
      if (tells === false || !seemsToPoll(of, idle.parameters.n_halts)) return [];
      return [[vm, tells === true ? RANK_WITHOUT_CHANGES : RANK_UNTOLD]];
    }),
  );
}

/** `enough`: parameter `n_halts`. */
function seemsToPoll(lanes: readonly IdleLane[], enough: number): boolean {
  const sum = (count: (lane: IdleLane) => number): number =>
    lanes.reduce((total, lane) => total + count(lane), 0);
  if (lanes.some((lane) => lane.window.changeCount > 0 || lane.everTurnedPollingOff)) return false;
  const shortHalts = sum((lane) => lane.shortHalts);
  if (shortHalts >= enough) return true;
  return (
    lanes.some((lane) => lane.isParavirtual) &&
    sum((lane) => lane.endedHalts) >= enough &&
    shortHalts >= FEW_SHORT_HALTS
  );
}
