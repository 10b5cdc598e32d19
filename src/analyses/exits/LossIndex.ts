import { lowerBound } from '../../base/bisect';

/** A span of one host CPU in which events were lost. */
export interface Loss {
  readonly hostCpu: number;
  readonly fromNs: number;
  readonly toNs: number;
}

/** Tells whether events were lost on a host CPU within a span of time. Losses of a CPU arrive in time order. */
export class LossIndex {
  private readonly ends = new Map<number, number[]>();
  private taken = 0;

  /** Takes over what was found since the last call. */
  update(lost: readonly Loss[]): void {
    for (; this.taken < lost.length; this.taken++) {
      const { hostCpu, toNs } = lost[this.taken]!;
      const ends = this.ends.get(hostCpu);
      if (ends === undefined) this.ends.set(hostCpu, [toNs]);
      else ends.push(toNs);
    }
  }

  get none(): boolean {
    return this.taken === 0;
  }

  /** Whether a loss on this CPU ended after `fromNs` and not after `toNs`. */
  endsWithin(hostCpu: number, fromNs: number, toNs: number): boolean {
    const ends = this.ends.get(hostCpu);
    if (ends === undefined) return false;
    // Ends are whole ns (or cycles): the first one after `fromNs` is at least one later.
    const next = ends[lowerBound(ends, fromNs + 1)];
    return next !== undefined && next <= toNs;
  }
}
