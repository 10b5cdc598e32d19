import { grown } from '../base/grown';
import { NO_DETAIL } from '../events/EventTable';
import type { BlockColumns } from './BlockColumns';
import type { KindRows } from './KindTable';

const FIRST_EVENTS = 1024;
/** Of an event among the words: its thread, stream and kind, flags, and then the kept words. */
const HEADER_WORDS = 3;
const STREAM_SHIFT = 16;
const LOW_HALF = 0xffff;
/** Beside the flags of an event whose record holds none of the kept words. */
export const NO_KEPT_WORDS = 1 << 16;

/**
 * Events whose kept words were taken out of their records when they were read: for recordings whose
 * records do not stay in memory until they have got a row. Grows as needed; used again after `clear`.
 * What belongs to an event lies side by side, because rows are not given in the order of reading.
 */
export class PackedBatch {
  count = 0;
  /** By event, to be written by whoever claims it. */
  time = new Float64Array(FIRST_EVENTS);
  position = new Float64Array(FIRST_EVENTS);
  /** The kept words of all events, among others; written by whoever adds events. */
  words = new Uint32Array(FIRST_EVENTS * 8);
  private usedWords = 0;
  private start = new Uint32Array(FIRST_EVENTS);
  private readonly rowsOfKind: (KindRows | undefined)[] = [];

  clear(): void {
    this.count = 0;
    this.usedWords = 0;
  }

  /**
   * Adds an event and returns where in `words` its kept words go, `rows.wordCount` of them.
   * No object an event: `timeNs` since the session's origin, `stream` as index in the table, `flags`
   * as ftrace's `common_flags` (0: not recorded), `position` as the byte where the record starts.
   */
  add(
    timeNs: number,
    rows: KindRows,
    stream: number,
    tid: number,
    flags: number,
    position: number,
  ): number {
    this.time[this.count] = timeNs; // Grown in time by the event before.
    this.position[this.count] = position;
    return this.claim(rows, stream, tid, flags);
  }

  /**
   * Adds the event whose time and position stand at `count`; returns as `add` does. For loops in
   * which an argument with a fraction costs too much. `flags` may have NO_KEPT_WORDS.
   */
  claim(rows: KindRows, stream: number, tid: number, flags: number): number {
    const { index } = rows.kind;
    const at = this.usedWords;
    const keptAt = at + HEADER_WORDS;
    this.usedWords = keptAt + rows.wordCount;
    if (this.usedWords > this.words.length) this.growWords();
    const { words } = this;
    words[at] = tid;
    words[at + 1] = (stream << STREAM_SHIFT) | index;
    words[at + 2] = flags;
    this.start[this.count++] = at;
    this.rowsOfKind[index] ??= rows;
    if (this.count === this.time.length) this.growEvents();
    return keptAt;
  }

  /** Adds an event of another batch. */
  copy(from: PackedBatch, event: number): void {
    const at = from.start[event]!;
    const head = from.words[at + 1]!;
    const rows = from.rowsOfKind[head & LOW_HALF]!;
    this.time[this.count] = from.time[event]!;
    this.position[this.count] = from.position[event]!;
    let to = this.claim(rows, head >>> STREAM_SHIFT, from.words[at]!, from.words[at + 2]!);
    for (let word = 0; word < rows.wordCount; word++) {
      this.words[to++] = from.words[at + HEADER_WORDS + word]!;
    }
  }

  /** Puts the event into the columns, at a row of the block. `placeBytes`: of the event's stream. */
  fill(event: number, columns: BlockColumns, row: number, placeBytes: number): void {
    this.fillAll(Uint32Array.of(event), Uint16Array.of(row), 0, 1, columns, placeBytes);
  }

  /** The same for the events at `from` up to `to` of a list, with their rows. */
  fillAll(
    events: Uint32Array,
    rows: Uint16Array,
    from: number,
    to: number,
    columns: BlockColumns,
    placeBytes: number,
  ): void {
    const { rowsOfKind, start, words, time, position } = this;
    const { placeBase } = columns;
    const timeOf = columns.time;
    const kindOf = columns.kind;
    const streamOf = columns.stream;
    const tidOf = columns.tid;
    const flagsOf = columns.flags;
    const detailOf = columns.detail;
    const placeOf = columns.place;
    for (let index = from; index < to; index++) {
      const event = events[index]!;
      const row = rows[index]!;
      const at = start[event]!;
      const head = words[at + 1]!;
      const flags = words[at + 2]!;
      const stream = head >>> STREAM_SHIFT;
      const into = rowsOfKind[head & LOW_HALF]!;
      const eventPosition = position[event]!;
      if (Number.isNaN(placeBase[stream])) placeBase[stream] = eventPosition;
      timeOf[row] = time[event]!;
      kindOf[row] = head;
      streamOf[row] = stream;
      tidOf[row] = words[at]!;
      flagsOf[row] = flags;
      placeOf[row] = (eventPosition - placeBase[stream]!) / placeBytes;
      if (into.wordCount === 0 || flags >= NO_KEPT_WORDS) detailOf[row] = NO_DETAIL;
      else {
        detailOf[row] = into.rows;
        into.addWords(words, at + HEADER_WORDS);
      }
    }
  }

  private growEvents(): void {
    const length = this.time.length * 2;
    this.time = grown(this.time, new Float64Array(length));
    this.position = grown(this.position, new Float64Array(length));
    this.start = grown(this.start, new Uint32Array(length));
  }

  private growWords(): void {
    const length = Math.max(this.words.length * 2, this.usedWords);
    this.words = grown(this.words, new Uint32Array(length));
  }
}
