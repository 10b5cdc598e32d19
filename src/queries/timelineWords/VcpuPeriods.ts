import { addToList } from '../../base/addToList';
import { vcpuKey } from '../../protocol/laneKeys';
import type { IdlePeriod, PeriodTable } from '../idle/PeriodTable';

/** The idle periods of each vCPU, found by time. */
export class VcpuPeriods {
  /** By VM and vCPU: positions in the table, by start. */
  private readonly positions = new Map<string, number[]>();

  constructor(private readonly table: PeriodTable) {
    for (let position = 0; position < table.length; position++) {
      addToList(this.positions, vcpuKey(table.refOf(position)), position);
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

  /** The period that ended at a time. */
  endingAt(vm: number, vcpu: number, endNs: number): IdlePeriod | undefined {
    const positions = this.of(vm, vcpu);
    const begun = this.countUpTo(positions, endNs);
    // Of two that follow each other at once, the next one has begun already.
    for (const index of [begun - 1, begun - 2]) {
      const position = positions[index];
      const period = position === undefined ? undefined : this.table.at(position);
      if (period?.endNs === endNs) return period;
    }
    return undefined;
  }

  /** Those that lie in a part of the time or reach into it, by start; all in the same object. */
  *between(vm: number, vcpu: number, fromNs: number, toNs: number): Generator<IdlePeriod> {
    const positions = this.of(vm, vcpu);
    // The one before may reach into it.
    const first = Math.max(0, this.countUpTo(positions, fromNs) - 1);
    const end = toNs === Infinity ? positions.length : this.countUpTo(positions, toNs);
    for (const period of this.table.each(positions.slice(first, end))) {
      if (period.startNs >= toNs) return;
      if (period.endNs < 0 || period.endNs >= fromNs) yield period;
    }
  }

  /** Where the first period of a vCPU behind a time begins; Infinity: there is none. */
  nextStartNs(vm: number, vcpu: number, timeNs: number): number {
    const positions = this.of(vm, vcpu);
    const next = positions[this.countUpTo(positions, timeNs)];
    return next === undefined ? Infinity : this.table.startNs(next);
  }

  private of(vm: number, vcpu: number): readonly number[] {
    return this.positions.get(vcpuKey({ vm, vcpu })) ?? [];
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
