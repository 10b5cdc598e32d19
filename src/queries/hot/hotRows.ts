import type { HotPlace } from '../../vcpu/HotPlace';
import { BoundedDurations } from '../../base/BoundedDurations';
import { CountsOverTime } from '../../base/CountsOverTime';
import type { Isa, RecordedExitNames } from '../../kvm/exitReasons';
import { exitReasonName } from '../../kvm/exitReasons';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';

/** What of one kind happened at one instruction of a VM, by all its vCPUs: exits of a reason, idling, stores, IPIs, wakeups. */
export interface HotRow {
  readonly vm: number;
  /** Of exits their reason, of idle periods the strategy, of stores why they faulted, of wakeups the cause. */
  readonly reason: string;
  /** As `base/signedAddress` holds it. */
  readonly rip: number;
  readonly count: number;
  readonly durations: BoundedDurations;
  /** Ascending. */
  readonly vcpus: readonly number[];
  readonly firstNs: number;
  readonly lastNs: number;
  /** Of all that are counted. */
  readonly overTime: CountsOverTime;
  /** Waits of other vCPUs that it ended; undefined: that is not a question of such rows. */
  readonly wakeups: number | undefined;
}

/** An exit row: what it says of the code that must stand there. */
export interface HotExitRow extends HotRow {
  readonly isa: Isa | undefined;
  /** Basic exit code. */
  readonly code: number;
}

/** One row per VM, reason and instruction, most time first. `wakeupsOf`: waits that the exits of a place ended. */
export function hotRows(
  places: readonly HotPlace[],
  refs: readonly (VcpuRef | undefined)[],
  names: RecordedExitNames,
  wakeupsOf?: (place: HotPlace) => number,
): readonly HotExitRow[] {
  const grouped = new Map<string, HotPlace[]>();
  for (const place of places) {
    const ref = refs[place.binding];
    if (ref === undefined) continue;
    const key = `${ref.vm} ${place.isaField ?? ''} ${place.code} ${place.rip}`;
    const group = grouped.get(key);
    if (group === undefined) grouped.set(key, [place]);
    else group.push(place);
  }
  return [...grouped.values()]
    .map((group) => rowOf(group, refs, names, wakeupsOf))
    .sort(
      (a, b) =>
        b.durations.totalNs - a.durations.totalNs ||
        b.count - a.count ||
        a.vm - b.vm ||
        a.code - b.code ||
        a.rip - b.rip,
    );
}

function rowOf(
  group: readonly HotPlace[],
  refs: readonly (VcpuRef | undefined)[],
  names: RecordedExitNames,
  wakeupsOf?: (place: HotPlace) => number,
): HotExitRow {
  const { isa, isaField, code, rip, binding } = group[0]!;
  const durations = new BoundedDurations();
  const overTime = new CountsOverTime();
  for (const place of group) {
    durations.addAll(place.durations);
    overTime.addAll(place.overTime);
  }
  const vcpus = new Set(group.map((place) => refs[place.binding]!.vcpu));
  return {
    vm: refs[binding]!.vm,
    reason: exitReasonName(isa, code, isa && names[isa], isaField),
    isa,
    code,
    rip,
    count: overTime.count,
    durations,
    vcpus: [...vcpus].sort((a, b) => a - b),
    firstNs: overTime.firstNs,
    lastNs: overTime.lastNs,
    overTime,
    wakeups: wakeupsOf && group.reduce((sum, place) => sum + wakeupsOf(place), 0),
  };
}
