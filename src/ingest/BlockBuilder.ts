import type { ColumnMemory } from '../events/ColumnMemory';
import { ColumnPacker } from '../events/ColumnPacker';
import type { WordPlace } from '../events/ColumnPacker';
import { BLOCK_ROWS } from '../events/EventTable';
import type { EventBlock, FieldColumns } from '../events/EventTable';
import { BlockColumns } from './BlockColumns';
import type { EventCursor } from './EventCursor';
import type { KindRows, KindTable } from './KindTable';

export interface BuilderOptions {
  readonly kinds: KindTable;
  /** Of all recordings; more may be found while they are read. */
  readonly streams: readonly unknown[];
  /** Whether a finished block is only looked at before reading goes on: then its columns are used again. */
  readonly reusesBlocks: boolean;
  readonly memory: ColumnMemory;
}

type FixedColumns = Pick<
  EventBlock,
  'time' | 'kind' | 'stream' | 'tid' | 'flags' | 'detail' | 'place'
>;

/** Builds the blocks of an event table from batches of events that are in time order already. */
export class BlockBuilder {
  /** Events whose stamp lay before the one read before them, and by how much at most. */
  backwards = { events: 0, mostNs: 0 };
  /** Bytes of all blocks built so far. */
  builtBytes = 0;
  private readonly packer: ColumnPacker;
  private readonly columns: BlockColumns;
  /** Cursors with rows that are not filled yet; one may stand here twice. */
  private pending: EventCursor[] = [];
  private row = 0;
  private firstRow = 0;
  private lastNs = -Infinity;
  private finished: EventBlock[] = [];

  constructor(private readonly options: BuilderOptions) {
    this.packer = new ColumnPacker(options.memory);
    this.columns = new BlockColumns(options.streams.length);
  }

  /** Rows built so far. */
  get rowCount(): number {
    return this.firstRow + this.row;
  }

  /**
   * Gives rows to the cursor's next event and those behind it that are not after `untilNs`.
   * Stops when the batch or the block is full.
   */
  assignRows(cursor: EventCursor, untilNs: number): void {
    const { row: rows, time, count } = cursor;
    if (cursor.filled === cursor.at) this.pending.push(cursor);
    let event = cursor.at;
    let row = this.row;
    let lastNs = this.lastNs;
    let timeNs = time[event]!;
    do {
      if (timeNs < lastNs) time[event] = timeNs = this.heldBack(timeNs, lastNs);
      lastNs = timeNs;
      rows[event++] = row++;
      if (event === count || row === BLOCK_ROWS) break;
      timeNs = time[event]!;
    } while (timeNs <= untilNs);
    cursor.at = event;
    this.row = row;
    this.lastNs = lastNs;
    if (row === BLOCK_ROWS) this.finishBlock();
  }

  /** Puts the cursor's events that have got rows into the columns: before its batch changes. */
  fill(cursor: EventCursor): void {
    this.columns.makeRoom(this.options.streams.length);
    cursor.fill(this.columns);
  }

  /** Whether a finished block waits to be taken. */
  get hasBlocks(): boolean {
    return this.finished.length > 0;
  }

  /** Blocks that were finished since the last call. */
  takeBlocks(): EventBlock[] {
    const blocks = this.finished;
    this.finished = [];
    return blocks;
  }

  /** Ends the block being built, however short it is. */
  finish(): void {
    if (this.row > 0) this.finishBlock();
  }

  private heldBack(timeNs: number, lastNs: number): number {
    this.backwards.events++;
    this.backwards.mostNs = Math.max(this.backwards.mostNs, lastNs - timeNs);
    return lastNs;
  }

  private finishBlock(): void {
    for (const cursor of this.pending) this.fill(cursor);
    this.pending = [];
    const length = this.row;
    const { placeBase } = this.columns;
    const block: EventBlock = {
      firstRow: this.firstRow,
      length,
      ...this.fixedColumns(length),
      placeBase: placeBase.slice(),
      fields: this.options.kinds.rows.map((rows) => this.packed(rows)),
    };
    this.options.memory.endBlock();
    this.builtBytes += this.bytesOf(block);
    this.finished.push(block);
    this.firstRow += length;
    this.row = 0;
    placeBase.fill(NaN);
  }

  private fixedColumns(length: number): FixedColumns {
    const { memory, reusesBlocks } = this.options;
    const { time, kind, stream, tid, flags, detail, place } = this.columns;
    if (reusesBlocks) return { time, kind, stream, tid, flags, detail, place };
    const columns = {
      time: memory.float64(length),
      kind: memory.uint16(length),
      stream: memory.uint16(length),
      tid: memory.int32(length),
      flags: memory.uint8(length),
      detail: memory.uint16(length),
      place: memory.int32(length),
    };
    columns.time.set(time.subarray(0, length));
    columns.kind.set(kind.subarray(0, length));
    columns.stream.set(stream.subarray(0, length));
    columns.tid.set(tid.subarray(0, length));
    columns.flags.set(flags.subarray(0, length));
    columns.detail.set(detail.subarray(0, length));
    columns.place.set(place.subarray(0, length));
    return columns;
  }

  private packed(rows: KindRows): FieldColumns | undefined {
    const { plan, kept, wordCount, rows: length } = rows;
    if (length === 0) return undefined;
    rows.rows = 0;
    const pack = (place: WordPlace) => this.packer.pack(kept, wordCount, length, place);
    return {
      length,
      low: plan.low.map(pack),
      high: plan.high.map((place) => place && pack(place)),
    };
  }

  private bytesOf(block: EventBlock): number {
    const fixed = [block.time, block.kind, block.stream, block.tid, block.flags, block.detail];
    let bytes = block.place.byteLength + block.placeBase.byteLength;
    for (const column of fixed) bytes += column.byteLength;
    for (const columns of block.fields) {
      if (columns === undefined) continue;
      for (const column of columns.low) bytes += this.packer.ownBytes(column);
      for (const column of columns.high) bytes += column ? this.packer.ownBytes(column) : 0;
    }
    return bytes;
  }
}
