import { ColumnPacker } from '../events/ColumnPacker';
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
}

/** Rows of one kind in the block being built: raw words, packed into columns when the block is full. */
interface KindRows {
  readonly plan: KindPlan;
  /** Copied from the plan, for the loop over records. */
  readonly firstWord: number;
  readonly wordsEach: number;
  readonly leastBytes: number;
  words: Uint32Array;
  rows: number;
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
  private readonly packer = new ColumnPacker();
  /** The block being built, at full length. */
  private readonly rows = {
    time: new Float64Array(BLOCK_ROWS),
    kind: new Uint16Array(BLOCK_ROWS),
    stream: new Uint16Array(BLOCK_ROWS),
    tid: new Int32Array(BLOCK_ROWS),
    flags: new Uint8Array(BLOCK_ROWS),
    detail: new Uint16Array(BLOCK_ROWS),
    place: new Uint32Array(BLOCK_ROWS),
  };
  private readonly placeBase: Float64Array;
  private row = 0;
  private firstRow = 0;
  private lastNs = -Infinity;
  private finished: EventBlock[] = [];

  constructor(private readonly options: BuilderOptions) {
    for (const format of options.formats) this.formatOfId.set(format.id, format);
    this.places = commonPlaces(options.formats[0], options.littleEndian);
    this.placeBase = new Float64Array(options.streamCount).fill(-1);
  }

  /** Rows built so far. */
  get rowCount(): number {
    return this.firstRow + this.row;
  }

  /** Adds the stream's events from its `at` up to `end` (not included). */
  append(stream: StreamCursor, end: number): void {
    const { kindOfId, counts, kept, rowsOfKind, placeBase, rows: columns } = this;
    // Read once: the compiler cannot prove that nothing below replaces a column.
    const { time: times, kind: kinds, stream: streams, tid: tids } = columns;
    const { flags, detail: details, place: places } = columns;
    const { typeShift, flagsWord, flagsShift, tidWord } = this.places;
    const { words, chunkStart, index: streamIndex } = stream;
    const { time, headerAt, payloadAt, payloadBytes } = stream.events;
    let row = this.row;
    let lastNs = this.lastNs;
    for (let event = stream.at; event < end; event++) {
      const at = payloadAt[event]!;
      const id = (words[at]! >>> typeShift) & 0xffff;
      let kind = kindOfId[id]!;
      if (kind === UNSEEN) kind = this.addKind(id);
      counts[kind]!++;
      if (kept[kind] === false) continue;
      if (row === BLOCK_ROWS) {
        this.row = row;
        this.finishBlock();
        row = 0;
      }
      let timeNs = time[event]!;
      if (timeNs < lastNs) timeNs = this.heldBack(timeNs, lastNs);
      lastNs = timeNs;
      const position = chunkStart + headerAt[event]! * 4;
      let base = placeBase[streamIndex]!;
      if (base < 0) placeBase[streamIndex] = base = position;
      times[row] = timeNs;
      kinds[row] = kind;
      streams[row] = streamIndex;
      tids[row] = words[at + tidWord]!;
      flags[row] = words[at + flagsWord]! >>> flagsShift;
      places[row] = (position - base) / 4;
      const into = rowsOfKind[kind]!;
      if (into.wordsEach === 0) {
        details[row] = NO_DETAIL;
      } else if (payloadBytes[event]! < into.leastBytes) {
        this.shortRecords[kind]!++;
        details[row] = NO_DETAIL;
      } else {
        details[row] = into.rows;
        copyWords(into, words, at);
      }
      row++;
    }
    this.row = row;
    this.lastNs = lastNs;
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
      firstWord: plan.firstWord,
      wordsEach: plan.words,
      leastBytes: plan.leastBytes,
      words: new Uint32Array(0),
      rows: 0,
    });
    this.kindOfId[id] = index;
    return index;
  }

  private finishBlock(): void {
    const length = this.row;
    const block: EventBlock = {
      firstRow: this.firstRow,
      length,
      time: this.rows.time.slice(0, length),
      kind: this.rows.kind.slice(0, length),
      stream: this.rows.stream.slice(0, length),
      tid: this.rows.tid.slice(0, length),
      flags: this.rows.flags.slice(0, length),
      detail: this.rows.detail.slice(0, length),
      place: this.rows.place.slice(0, length),
      placeBase: this.placeBase.slice(),
      fields: this.rowsOfKind.map((rows) => this.packed(rows)),
    };
    this.builtBytes += this.bytesOf(block);
    this.finished.push(block);
    this.firstRow += length;
    this.row = 0;
    this.placeBase.fill(-1);
  }

  private packed(rows: KindRows): FieldColumns | undefined {
    const { plan, words, rows: length } = rows;
    if (length === 0) return undefined;
    const pack = (place: KindPlan['low'][number]) =>
      this.packer.pack(words, plan.words, length, place);
    const columns = {
      length,
      low: plan.low.map(pack),
      high: plan.high.map((place) => place && pack(place)),
    };
    rows.rows = 0;
    return columns;
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
  const { wordsEach } = into;
  let target = into.rows++ * wordsEach;
  if (target + wordsEach > into.words.length) grow(into);
  const { words } = into;
  for (let word = at + into.firstWord, end = word + wordsEach; word < end; word++) {
    words[target++] = from[word]!;
  }
}

function grow(rows: KindRows): void {
  const larger = new Uint32Array(Math.max(256 * rows.wordsEach, rows.words.length * 2));
  larger.set(rows.words);
  rows.words = larger;
}
