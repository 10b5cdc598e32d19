import type { BlockColumns } from './BlockColumns';
import { PackedBatch } from './PackedBatch';

const FIRST_EVENTS = 1024;

/** The events of one stretch of a text. */
class Stretch {
  readonly events = new PackedBatch();
  /** Events that were given out, of those in the order of time. */
  given = 0;
  private order = new Uint32Array(FIRST_EVENTS);

  constructor(
    /** 0 or 1. */
    readonly index: number,
  ) {}

  /** Puts the events that were added into order; of equal times the one that was added first. */
  sort(): void {
    const { count, time } = this.events;
    if (this.order.length < count) this.order = new Uint32Array(this.events.time.length);
    const order = this.order.subarray(0, count);
    let isSorted = true;
    for (let event = 0; event < count; event++) {
      order[event] = event;
      if (event > 0 && time[event]! < time[event - 1]!) isSorted = false;
    }
    if (!isSorted) order.sort((a, b) => time[a]! - time[b]! || a - b);
    this.given = 0;
  }

  /** The next event to give out. */
  get next(): number {
    return this.order[this.given]!;
  }

  /** Its time; Infinity when there is none. */
  get nextNs(): number {
    return this.given < this.events.count ? this.events.time[this.next]! : Infinity;
  }

  get lastNs(): number {
    const { count, time } = this.events;
    return count === 0 ? -Infinity : time[this.order[count - 1]!]!;
  }
}

/**
 * Gives the events of a table or text in the order of time, as far as no line is out of it by more than a
 * stretch of lines: those written from the buffers of several CPUs are like that. A line that comes
 * even later is left to the builder of blocks, which holds it back and counts it.
 */
export class SortedBatches {
  /** By event that is given out: its time, ns. */
  time = new Float64Array(FIRST_EVENTS);
  count = 0;
  /** The largest time given out so far. */
  endNs = 0;
  private older = new Stretch(0);
  private newer = new Stretch(1);
  private readonly stretches: readonly [Stretch, Stretch] = [this.older, this.newer];
  /** By event that is given out: its number in its stretch, and in the lowest bit that one's. */
  private from = new Uint32Array(FIRST_EVENTS);

  /** Where the events of the next stretch go; none when the table ends. `give` comes next. */
  begin(): PackedBatch {
    [this.older, this.newer] = [this.newer, this.older];
    const { events } = this.newer;
    events.clear();
    return events;
  }

  /** Gives out the older stretch, and of the newer one what is not later. */
  give(): void {
    const { older, newer } = this;
    newer.sort();
    const { lastNs } = older;
    this.makeRoom(older.events.count + newer.events.count);
    this.count = 0;
    for (;;) {
      const stretch = newer.nextNs < older.nextNs ? newer : older;
      const timeNs = stretch.nextNs;
      if (!(timeNs <= lastNs)) break;
      this.time[this.count] = timeNs;
      this.from[this.count++] = stretch.next * 2 + stretch.index;
      stretch.given++;
    }
    this.endNs = Math.max(this.endNs, lastNs);
  }

  /** Puts an event that was given out into the columns, at a row of the block; see `PackedBatch.fill`. */
  fill(event: number, columns: BlockColumns, row: number, placeBytes: number): void {
    const from = this.from[event]!;
    this.stretches[from & 1]!.events.fill(from >>> 1, columns, row, placeBytes);
    // The builder may have held it back.
    columns.time[row] = this.time[event]!;
  }

  private makeRoom(events: number): void {
    if (events <= this.time.length) return;
    this.time = new Float64Array(events * 2);
    this.from = new Uint32Array(events * 2);
  }
}
