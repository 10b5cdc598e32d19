import { addToList } from '../../base/addToList';
import type { IdlePeriod, PeriodTable } from '../idle/PeriodTable';

/** The idle periods of each vCPU, found by time. */
export class VcpuPeriods {
  /** By VM and vCPU: positions in the table, by start. */
  private readonly positions = new Map<string, number[]>();

  constructor(private readonly table: PeriodTable) {
    for (let position = 0; position < table.length; position++) {
      const { vm, vcpu } = table.refOf(position);
      addToList(this.positions, keyOf(vm, vcpu), position);
    }
  }

  /** The period that a time lies in; one whose end is not told lasts until the next one begins. */
  at(vm: number, vcpu: number, timeNs: number): IdlePeriod | undefined {
    const positions = this.of(vm, vcpu);
    const last = positions[this.countUpTo(positions, timeNs) - 1];
    if (last === undefined) return undefined;
    const period = this.table.at(last);
    return period.endNs >= 0 && period.endNs <= timeNs ? undefined : period;
  }

  /** The period whose end is nearest to a time, and not farther than `slackNs`. */
  endingNear(vm: number, vcpu: number, timeNs: number, slackNs: number): IdlePeriod | undefined {
    const positions = this.of(vm, vcpu);
    const begun = this.countUpTo(positions, timeNs);
    let nearest: IdlePeriod | undefined;
    for (const index of [begun - 2, begun - 1, begun, begun + 1]) {
      const position = positions[index];
      if (position === undefined) continue;
      const period = this.table.at(position);
      const distanceNs = Math.abs(period.endNs - timeNs);
      if (period.endNs < 0 || distanceNs > slackNs) continue;
      if (nearest === undefined || distanceNs < Math.abs(nearest.endNs - timeNs)) nearest = period;
    }
    return nearest;
  }

  /** Those that lie in a part of the time or reach into it, by start. */
  *between(vm: number, vcpu: number, fromNs: number, toNs: number): Generator<IdlePeriod> {
    const positions = this.of(vm, vcpu);
    // The one before may reach into it.
    const first = Math.max(0, this.countUpTo(positions, fromNs) - 1);
    for (let index = first; index < positions.length; index++) {
      const period = this.table.at(positions[index]!);
      if (period.startNs >= toNs) return;
      if (period.endNs < 0 || period.endNs >= fromNs) yield period;
    }
  }

  private of(vm: number, vcpu: number): readonly number[] {
    return this.positions.get(keyOf(vm, vcpu)) ?? [];
  }

  /** How many begin at a time or before. */
  private countUpTo(positions: readonly number[], timeNs: number): number {
    let low = 0;
    let high = positions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.table.startNs(positions[middle]!) <= timeNs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function keyOf(vm: number, vcpu: number): string {
  return `${vm}/${vcpu}`;
}
