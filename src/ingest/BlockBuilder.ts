import type { ColumnMemory } from '../events/ColumnMemory';
import { ColumnPacker } from '../events/ColumnPacker';
import type { WordPlace } from '../events/ColumnPacker';
import { BLOCK_ROWS, NO_DETAIL } from '../events/EventTable';
import type { EventBlock, EventKind, FieldColumns } from '../events/EventTable';
import type { EventFormat } from '../formats/tracefs/EventFormat';
import { commonPlaces } from './commonFields';
import { planKind } from './kindPlan';
import type { KindPlan } from './kindPlan';
import type { StreamCursor } from './StreamCursor';

const UNSEEN = -1;

export interface BuilderOptions {
  readonly formats: readonly EventFormat[];
  readonly littleEndian: boolean;
  readonly streamCount: number;
  /** Fields to keep in columns; undefined = none. */
  readonly storedFieldsOf: (system: string, event: string) => readonly string[] | undefined;
  /** Whether events of a tracepoint become rows; all are counted. */
  readonly keeps: (system: string, event: string) => boolean;
  /** Whether a finished block is only looked at before reading goes on: then its columns are used again. */
  readonly reusesBlocks: boolean;
  readonly memory: ColumnMemory;
}

/** Rows of one kind in the block being built: its kept words, packed into columns when the block is full. */
interface KindRows {
  readonly plan: KindPlan;
  /** Words to keep, copied from the plan for the loop over records. */
  readonly words: Uint16Array;
  readonly leastBytes: number;
  /** The kept words, row after row. */
  kept: Uint32Array;
  rows: number;
}

/** The fixed columns of the block being built, at full length. */
function emptyRows() {
  return {
    time: new Float64Array(BLOCK_ROWS),
    kind: new Uint16Array(BLOCK_ROWS),
    stream: new Uint16Array(BLOCK_ROWS),
    tid: new Int32Array(BLOCK_ROWS),
    flags: new Uint8Array(BLOCK_ROWS),
    detail: new Uint16Array(BLOCK_ROWS),
    place: new Uint32Array(BLOCK_ROWS),
  };
}

/**
 * Builds the blocks of an event table from runs of records that are already in time order.
 * The loop over records is the hottest of the product: it copies words and looks up no name.
 */
export class BlockBuilder {
  readonly kinds: EventKind[] = [];
  /** By kind: events seen, whether they became rows or not. */
  readonly counts: number[] = [];
  /** By kind: records too short for their own format. */
  readonly shortRecords: number[] = [];
  /** Events whose stamp lay before the one read before them, and by how much at most. */
  backwards = { events: 0, mostNs: 0 };
  /** Bytes of all blocks built so far. */
  builtBytes = 0;
  private readonly kindOfId = new Int32Array(0x1_0000).fill(UNSEEN);
  private readonly formatOfId = new Map<number, EventFormat>();
  private readonly rowsOfKind: KindRows[] = [];
  private readonly kept: boolean[] = [];
  private readonly places;
  private readonly packer: ColumnPacker;
  private readonly rows = emptyRows();
  private readonly placeBase: Float64Array;
  /** Streams with rows that are not filled yet; one may stand here twice. */
  private pending: StreamCursor[] = [];
  private row = 0;
  private firstRow = 0;
  private lastNs = -Infinity;
  private finished: EventBlock[] = [];

  constructor(private readonly options: BuilderOptions) {
    for (const format of options.formats) this.formatOfId.set(format.id, format);
    this.packer = new ColumnPacker(options.memory);
    this.places = commonPlaces(options.formats[0], options.littleEndian);
    this.placeBase = new Float64Array(options.streamCount).fill(-1);
  }

  /** Rows built so far. */
  get rowCount(): number {
    return this.firstRow + this.row;
  }

  /**
   * Counts the events of a page that was just decoded, finds their kinds, and keeps those that
   * become rows and lie within the time range.
   */
  classify(stream: StreamCursor, fromNs: number, toNs: number): void {
    const { kindOfId, counts, kept } = this;
    const { typeShift } = this.places;
    const { words, events, kind: kinds } = stream;
    const { time, headerAt, payloadAt, payloadBytes, count } = events;
    let keptEvents = 0;
    for (let event = 0; event < count; event++) {
      const timeNs = time[event]!;
      if (timeNs < fromNs || timeNs > toNs) continue;
      const at = payloadAt[event]!;
      const id = (words[at]! >>> typeShift) & 0xffff;
      let kind = kindOfId[id]!;
      if (kind === UNSEEN) kind = this.addKind(id);
      counts[kind]!++;
      if (kept[kind] === false) continue;
      kinds[keptEvents] = kind;
      if (keptEvents !== event) {
        time[keptEvents] = timeNs;
        headerAt[keptEvents] = headerAt[event]!;
        payloadAt[keptEvents] = at;
        payloadBytes[keptEvents] = payloadBytes[event]!;
      }
      keptEvents++;
    }
    events.count = keptEvents;
  }

  /**
   * Gives rows to the stream's next event and those behind it that are not after `untilNs`.
   * Stops when the page or the block is full.
   */
  assignRows(stream: StreamCursor, untilNs: number): void {
    const { row: rows, events } = stream;
    const { time, count } = events;
    if (stream.filled === stream.at) this.pending.push(stream);
    let event = stream.at;
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
    stream.at = event;
    this.row = row;
    this.lastNs = lastNs;
    if (row === BLOCK_ROWS) this.finishBlock();
  }

  /** Puts the stream's events that have got rows into the columns: before its page changes, and before the block ends. */
  fill(stream: StreamCursor): void {
    const { rowsOfKind, shortRecords, placeBase } = this;
    const { flagsWord, flagsShift, tidWord } = this.places;
    const { words, chunkStart, index: streamIndex, kind: kinds, row: rows, at: end } = stream;
    const { time, headerAt, payloadAt, payloadBytes } = stream.events;
    const columns = this.rows;
    const timeOf = columns.time;
    const kindOf = columns.kind;
    const streamOf = columns.stream;
    const tidOf = columns.tid;
    const flagsOf = columns.flags;
    const detailOf = columns.detail;
    const placeOf = columns.place;
    let event = stream.filled;
    if (event < end && placeBase[streamIndex]! < 0) {
      placeBase[streamIndex] = chunkStart + headerAt[event]! * 4;
    }
    const firstWord = (placeBase[streamIndex]! - chunkStart) / 4;
    for (; event < end; event++) {
      const row = rows[event]!;
      const at = payloadAt[event]!;
      const kind = kinds[event]!;
      timeOf[row] = time[event]!;
      kindOf[row] = kind;
      streamOf[row] = streamIndex;
      tidOf[row] = words[at + tidWord]!;
      flagsOf[row] = words[at + flagsWord]! >>> flagsShift;
      placeOf[row] = headerAt[event]! - firstWord;
      const into = rowsOfKind[kind]!;
      if (into.words.length === 0) {
        detailOf[row] = NO_DETAIL;
      } else if (payloadBytes[event]! < into.leastBytes) {
        shortRecords[kind]!++;
        detailOf[row] = NO_DETAIL;
      } else {
        detailOf[row] = into.rows;
        copyWords(into, words, at);
      }
    }
    stream.filled = end;
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

  private addKind(id: number): number {
    const { options } = this;
    const format = this.formatOfId.get(id);
    const system = format?.system ?? '';
    const name = format?.name ?? `unknown event ${id}`;
    const keeps = options.keeps(system, name);
    const wanted = keeps ? options.storedFieldsOf(system, name) : undefined;
    const plan = planKind(format, wanted, options.littleEndian);
    const index = this.kinds.length;
    this.kinds.push({ index, format, system, name, fields: plan.fields });
    this.counts.push(0);
    this.shortRecords.push(0);
    this.kept.push(keeps);
    this.rowsOfKind.push({
      plan,
      words: Uint16Array.from(plan.words),
      leastBytes: plan.leastBytes,
      kept: new Uint32Array(0),
      rows: 0,
    });
    this.kindOfId[id] = index;
    return index;
  }

  private finishBlock(): void {
    for (const stream of this.pending) this.fill(stream);
    this.pending = [];
    const length = this.row;
    const block: EventBlock = {
      firstRow: this.firstRow,
      length,
      ...this.fixedColumns(length),
      placeBase: this.placeBase.slice(),
      fields: this.rowsOfKind.map((rows) => this.packed(rows)),
    };
    this.options.memory.endBlock();
    this.builtBytes += this.bytesOf(block);
    this.finished.push(block);
    this.firstRow += length;
    this.row = 0;
    this.placeBase.fill(-1);
  }

  private fixedColumns(length: number): ReturnType<typeof emptyRows> {
    const { memory, reusesBlocks } = this.options;
    if (reusesBlocks) return this.rows;
    const { time, kind, stream, tid, flags, detail, place } = this.rows;
    const columns = {
      time: memory.float64(length),
      kind: memory.uint16(length),
      stream: memory.uint16(length),
      tid: memory.int32(length),
      flags: memory.uint8(length),
      detail: memory.uint16(length),
      place: memory.uint32(length),
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
    const { plan, kept, words, rows: length } = rows;
    if (length === 0) return undefined;
    rows.rows = 0;
    const pack = (place: WordPlace) => this.packer.pack(kept, words.length, length, place);
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

function copyWords(into: KindRows, from: Uint32Array, at: number): void {
  const { words } = into;
  const wordCount = words.length;
  let to = into.rows++ * wordCount;
  if (to + wordCount > into.kept.length) grow(into);
  const { kept } = into;
  for (let word = 0; word < wordCount; word++) kept[to++] = from[at + words[word]!]!;
}

function grow(rows: KindRows): void {
  const larger = new Uint32Array(Math.max(256 * rows.words.length, rows.kept.length * 2));
  larger.set(rows.kept);
  rows.kept = larger;
}
