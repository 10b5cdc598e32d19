import { NO_DETAIL } from '../events/EventTable';
import type { BlockColumns } from './BlockColumns';
import type { KindRows } from './KindTable';

const FIRST_EVENTS = 1024;

/**
 * Events whose kept words were taken out of their records when they were read: for recordings whose
 * records do not stay in memory until they have got a row. Grows as needed; used again after `clear`.
 */
export class PackedBatch {
  count = 0;
  time = new Float64Array(FIRST_EVENTS);
  /** The kept words of all events, one event after the other; written by whoever adds events. */
  words = new Uint32Array(FIRST_EVENTS * 4);
  private usedWords = 0;
  private kinds: KindRows[] = [];
  private stream = new Uint16Array(FIRST_EVENTS);
  private tid = new Int32Array(FIRST_EVENTS);
  private flags = new Uint8Array(FIRST_EVENTS);
  private position = new Float64Array(FIRST_EVENTS);
  private wordsAt = new Uint32Array(FIRST_EVENTS);

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
    const at = this.count++;
    if (at === this.time.length) this.growEvents();
    const wordsAt = this.usedWords;
    this.usedWords += rows.wordCount;
    if (this.usedWords > this.words.length) this.growWords();
    this.time[at] = timeNs;
    this.kinds[at] = rows;
    this.stream[at] = stream;
    this.tid[at] = tid;
    this.flags[at] = flags;
    this.position[at] = position;
    this.wordsAt[at] = wordsAt;
    return wordsAt;
  }

  /** Puts the event into the columns, at a row of the block. `placeBytes`: of the event's stream. */
  fill(event: number, columns: BlockColumns, row: number, placeBytes: number): void {
    const rows = this.kinds[event]!;
    const stream = this.stream[event]!;
    const position = this.position[event]!;
    const { placeBase } = columns;
    if (Number.isNaN(placeBase[stream])) placeBase[stream] = position;
    columns.time[row] = this.time[event]!;
    columns.kind[row] = rows.kind.index;
    columns.stream[row] = stream;
    columns.tid[row] = this.tid[event]!;
    columns.flags[row] = this.flags[event]!;
    columns.place[row] = (position - placeBase[stream]!) / placeBytes;
    if (rows.wordCount === 0) columns.detail[row] = NO_DETAIL;
    else {
      columns.detail[row] = rows.rows;
      rows.addWords(this.words, this.wordsAt[event]!);
    }
  }

  private growEvents(): void {
    const length = this.time.length * 2;
    this.time = grown(this.time, new Float64Array(length));
    this.stream = grown(this.stream, new Uint16Array(length));
    this.tid = grown(this.tid, new Int32Array(length));
    this.flags = grown(this.flags, new Uint8Array(length));
    this.position = grown(this.position, new Float64Array(length));
    this.wordsAt = grown(this.wordsAt, new Uint32Array(length));
  }

  private growWords(): void {
    const length = Math.max(this.words.length * 2, this.usedWords);
    this.words = grown(this.words, new Uint32Array(length));
  }
}

function grown<T extends { set(from: T): void }>(from: T, into: T): T {
  into.set(from);
  return into;
}
