import type { GuestLane } from '../analyses/guestClock/GuestLane';
import { namedGuestTids } from '../ingest/namedGuestTids';
import type { ClockRelation } from '../ingest/relateClocks';
import type { Recording } from '../ingest/Recording';
import type { VcpuDirectory } from '../vcpu/VcpuDirectory';

export interface GuestVmsInput {
  readonly sources: readonly { readonly recording: Recording; readonly relation: ClockRelation }[];
  readonly directory: VcpuDirectory;
  readonly lanes: readonly GuestLane[];
}

/** Of several VMs one is the guest's when its threads were in guest mode at this many times more of its events. */
const TIMES_BETTER = 4;

/**
 * By recording: the VM it was made in. Told by the vCPU threads that the host's recording names, else
 * by there being one VM only, else by whose guest mode the guest's events lie in; undefined where
 * none of these tells.
 */
export function guestVms(input: GuestVmsInput): readonly (number | undefined)[] {
  return input.sources.map(({ relation: { guestOf } }, source) =>
    guestOf === undefined ? undefined : guestVm(input, source, guestOf),
  );
}

function guestVm(input: GuestVmsInput, source: number, host: number): number | undefined {
  const { sources, directory } = input;
  const vms = directory.vms.flatMap((vm, index) => (vm.source === host ? [{ ...vm, index }] : []));
  const tids = namedGuestTids(sources[source]!.recording, sources[host]!.recording);
  const byThread = vms.find(({ bindings }) =>
    bindings.some((binding) => tids.has(directory.bindings.all[binding]!.tid)),
  );
  if (byThread !== undefined) return byThread.index;
  if (vms.length === 1) return vms[0]!.index;
  return bestFitting(
    vms.map(({ index, bindings }) => ({ index, ...outsideOf(input.lanes, source, bindings) })),
  );
}

function outsideOf(
  lanes: readonly GuestLane[],
  source: number,
  bindings: readonly number[],
): { readonly events: number; readonly outside: number } {
  const own = lanes.filter((lane) => lane.source === source && bindings.includes(lane.binding));
  return {
    events: own.reduce((sum, { events }) => sum + events, 0),
    outside: own.reduce((sum, { outside }) => sum + outside, 0),
  };
}

function bestFitting(
  fits: readonly { readonly index: number; readonly events: number; readonly outside: number }[],
): number | undefined {
  const [best, second] = fits
    .filter(({ events }) => events > 0)
    .map(({ index, events, outside }) => ({ index, share: outside / events }))
    .sort((a, b) => a.share - b.share);
  if (best === undefined) return undefined;
  const isClear = second === undefined || best.share * TIMES_BETTER < second.share;
  return isClear ? best.index : undefined;
}
