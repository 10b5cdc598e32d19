import { addToList } from '../base/addToList';
import type { LostEvents } from '../ingest/Recording';

/** Losses before the next event of a stream. */
interface Pending {
  count: number | null;
  readonly toNs: number;
}

/**
 * Tells of events that pass in time order before which of them others were lost: of every loss, the
 * first event of its stream that passes behind it.
 */
export class LossMarks {
  private readonly pending = new Map<number, Pending[]>();
  private taken = 0;

  /** `lost`: grows while the trace is read. */
  constructor(private readonly lost: readonly LostEvents[]) {}

  /** Events lost before an event, null for an unknown number; undefined: none. */
  before(stream: number, timeNs: number): number | null | undefined {
    this.takeNew();
    const waiting = this.pending.get(stream);
    let count: number | null | undefined;
    while (waiting?.[0] !== undefined && waiting[0].toNs <= timeNs) {
      const loss = waiting.shift()!;
      count = count === null || loss.count === null ? null : (count ?? 0) + loss.count;
    }
    return count;
  }

  private takeNew(): void {
    for (; this.taken < this.lost.length; this.taken++) {
      const { stream, toNs, count } = this.lost[this.taken]!;
      addToList(this.pending, stream, { count, toNs });
    }
  }
}
