import { lowerBound } from '../base/bisect';

/** A span of one host CPU's ring buffer in which events were lost. */
export interface Loss {
  /** Index in the table's streams. */
  readonly stream: number;
  readonly fromNs: number;
  /** Infinity: the stream's data was cut off, and nothing follows. */
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

  /** Whether a loss in this stream ended after `fromNs` and not after `toNs`, or began before that and never ended. */
  endsWithin(stream: number, fromNs: number, toNs: number): boolean {
    return this.firstWithin(stream, fromNs, toNs) < Infinity;
  }

  /** Where the first such loss began; Infinity: there is none. */
  firstWithin(stream: number, fromNs: number, toNs: number): number {
    const ends = this.ends.get(stream);
    if (ends === undefined) return Infinity;
    // Ends are whole ns (or cycles): the first one after `fromNs` is at least one later.
    const index = lowerBound(ends, fromNs + 1);
    if (index === ends.length) return Infinity;
    const startNs = this.starts.get(stream)![index]!;
    const endNs = ends[index]!;
    return endNs <= toNs || (endNs === Infinity && startNs < toNs) ? startNs : Infinity;
  }
}
