import { lowerBound } from '../base/bisect';

/** A span of one host CPU's ring buffer in which events were lost. */
export interface Loss {
  /** Index in the table's streams. */
  readonly stream: number;
  readonly fromNs: number;
  readonly toNs: number;
}

/** Tells whether events of a stream were lost within a span of time. Losses of a stream arrive in time order. */
export class LossIndex {
  private readonly ends = new Map<number, number[]>();
  private readonly starts = new Map<number, number[]>();
  private taken = 0;

  /** Takes over what was found since the last call. */
  update(lost: readonly Loss[]): void {
    for (; this.taken < lost.length; this.taken++) {
      const { stream, fromNs, toNs } = lost[this.taken]!;
      const ends = this.ends.get(stream);
      if (ends === undefined) {
        this.ends.set(stream, [toNs]);
        this.starts.set(stream, [fromNs]);
      } else {
        ends.push(toNs);
        this.starts.get(stream)!.push(fromNs);
      }
    }
  }

  get none(): boolean {
    return this.taken === 0;
  }

  /** Whether a loss in this stream ended after `fromNs` and not after `toNs`. */
  endsWithin(stream: number, fromNs: number, toNs: number): boolean {
    const ends = this.ends.get(stream);
    if (ends === undefined) return false;
    // Ends are whole ns (or cycles): the first one after `fromNs` is at least one later.
    const next = ends[lowerBound(ends, fromNs + 1)];
    return next !== undefined && next <= toNs;
  }

  /** Where the first loss in this stream began that ended after `fromNs` and not after `toNs`; Infinity: none did. */
  firstWithin(stream: number, fromNs: number, toNs: number): number {
    const ends = this.ends.get(stream);
    if (ends === undefined) return Infinity;
    const index = lowerBound(ends, fromNs + 1);
    return index < ends.length && ends[index]! <= toNs
      ? this.starts.get(stream)![index]!
      : Infinity;
  }
}
