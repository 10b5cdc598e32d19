import type { EventBlock, EventStream } from './EventTable';

/** Counts the rows of each stream: which host CPUs most happens on. */
export class StreamRows {
  private readonly rows: number[] = [];
  private total = 0;

  add({ length, stream }: EventBlock): void {
    for (let at = 0; at < length; at++) {
      const of = stream[at]!;
      this.rows[of] = (this.rows[of] ?? 0) + 1;
    }
    this.total += length;
  }

  /** Part of all rows that the wanted streams have, 0 to 1. */
  shareOf(streams: readonly EventStream[], wants: (stream: EventStream) => boolean): number {
    const rows = streams.reduce(
      (sum, stream, index) => sum + (wants(stream) ? (this.rows[index] ?? 0) : 0),
      0,
    );
    return this.total === 0 ? 0 : rows / this.total;
  }
}
