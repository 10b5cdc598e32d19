import type { BlockColumns } from './BlockColumns';
import type { EventCursor } from './EventCursor';
import type { PackedBatch } from './PackedBatch';
import { SortedBatches } from './SortedBatches';

/** What reading a stretch came to. */
export interface ReadStretch {
  /** Lines or events that were read, wanted or not: what it cost. */
  readonly seen: number;
  /** Nothing that is wanted comes behind it. */
  readonly isLast: boolean;
}

/** A text or table that is read stretch by stretch: its next lines, its next rows. */
export interface Stretches {
  /** Puts the events of the next stretch into the batch. */
  read(into: PackedBatch): ReadStretch;
  /** Time of the last event that was read, wanted or not. */
  readonly endNs: number;
}

/** The events of a text or table, whose lines may be out of the order of time by a stretch. */
export class SortedCursor implements EventCursor {
  row = new Uint16Array(0);
  at = 0;
  filled = 0;
  seen = 0;
  private readonly sorted = new SortedBatches();
  private hasEnded = false;

  /** `placeBytes`: bytes that a unit of an event's place stands for. */
  constructor(
    private readonly stretches: Stretches,
    private readonly placeBytes: number,
  ) {}

  get time(): Float64Array {
    return this.sorted.time;
  }

  get count(): number {
    return this.sorted.count;
  }

  get headNs(): number {
    return this.at < this.count ? this.time[this.at]! : this.sorted.endNs;
  }

  get endNs(): number {
    return this.stretches.endNs;
  }

  next(): boolean {
    if (this.hasEnded) return false;
    const { seen, isLast } = this.stretches.read(this.sorted.begin());
    this.sorted.give();
    this.hasEnded = isLast;
    this.seen = seen;
    this.at = 0;
    this.filled = 0;
    if (this.row.length < this.count) this.row = new Uint16Array(this.time.length);
    return true;
  }

  fill(columns: BlockColumns): void {
    const { sorted, row: rows, at: end, placeBytes } = this;
    for (let event = this.filled; event < end; event++) {
      sorted.fill(event, columns, rows[event]!, placeBytes);
    }
    this.filled = end;
  }
}
