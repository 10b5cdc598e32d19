import { TWO_32 } from '../../base/twoTo32';
import { NO_DETAIL } from '../../events/EventTable';
import type { CpuChunks } from '../../formats/tracedat/CpuChunks';
import type { ClockOrigin, PageDamage, PageDecoder } from '../../formats/ringbuffer/PageDecoder';
import { PageEvents } from '../../formats/ringbuffer/PageDecoder';
import { wordsOf } from '../../formats/words';
import type { BlockColumns } from '../BlockColumns';
import type { CommonPlaces } from '../commonFields';
import type { EventCursor } from '../EventCursor';
import type { FormatKinds } from '../FormatKinds';
import type { KindRows } from '../KindTable';
import type { ClockConverter } from './ClockConverter';

const WORD_BYTES = 4;

export interface PageCursorOptions {
  readonly chunks: CpuChunks;
  readonly decoder: PageDecoder;
  readonly pageBytes: number;
  readonly littleEndian: boolean;
  readonly places: CommonPlaces;
  /** A sub-buffer that could not be read whole, by its byte in the stream's data. */
  readonly onDamage: (damage: PageDamage | 'empty', at: number) => void;
}

/** What is known once all recordings of a session were opened. */
export interface PageStart {
  /** Index in the table's streams. */
  readonly stream: number;
  readonly kinds: FormatKinds;
  /** Stamp that clock units count from. */
  readonly origin: ClockOrigin;
  /** Clock units since that stamp to ns since the session's origin; undefined: they are that. */
  readonly convert: ClockConverter | undefined;
  readonly fromNs: number;
  /** Nothing after this time is wanted. */
  readonly toNs: number;
  /**
   * Events were lost between two times, or from the first one on (Infinity: the data is cut off);
   * count null: the file does not say how many.
   */
  readonly onLost: (fromNs: number, toNs: number, count: number | null) => void;
}

/**
 * One host CPU's events of a trace.dat, a sub-buffer at a time. The loops over events are the
 * hottest of the product: they copy words and look up no name.
 */
export class PageCursor implements EventCursor {
  readonly row: Uint16Array;
  at = 0;
  filled = 0;
  seen = 0;
  endNs = 0;
  private readonly events: PageEvents;
  /** By event of the page. */
  private readonly kind: (KindRows | undefined)[] = [];
  private words: Uint32Array = new Uint32Array(0);
  /** Bytes of the stream's data before `words`. */
  private chunkStart = 0;
  private pageWord = 0;
  private readonly pageWords: number;
  private origin: ClockOrigin = { high: 0, low: 0 };
  private start: PageStart | undefined;
  private hasBegun = false;

  constructor(private readonly options: PageCursorOptions) {
    this.pageWords = options.pageBytes >>> 2;
    this.events = new PageEvents(options.pageBytes);
    this.row = new Uint16Array(this.events.time.length);
    this.pageWord = -this.pageWords;
  }

  get time(): Float64Array {
    return this.events.time;
  }

  get count(): number {
    return this.events.count;
  }

  get doneBytes(): number {
    return this.options.chunks.doneBytes;
  }

  get headNs(): number {
    return this.at < this.events.count ? this.events.time[this.at]! : this.endNs;
  }

  /** Goes to the first event; returns its absolute stamp, or undefined when the stream has none. */
  open(): ClockOrigin | undefined {
    while (this.loadPage()) {
      this.origin = this.options.decoder.baseStamp(this.words, this.pageWord);
      this.decodePage();
      if (this.events.count > 0) return stampAfter(this.origin, this.events.time[0]!);
      this.reportDamage();
    }
    return undefined;
  }

  /** The current page is decoded again, and then used. False when nothing of the stream is wanted. */
  begin(start: PageStart): boolean {
    this.start = start;
    this.origin = start.origin;
    this.decodePage();
    return this.usePage(start);
  }

  next(): boolean {
    const { start } = this;
    if (start === undefined) return false;
    if (!this.loadPage()) {
      if (this.options.chunks.isCut) start.onLost(this.endNs, Infinity, null);
      return false;
    }
    this.decodePage();
    return this.usePage(start);
  }

  fill(columns: BlockColumns): void {
    const { flagsWord, flagsShift, tidWord } = this.options.places;
    const { words, chunkStart, kind: kinds, row: rows, at: end } = this;
    const { time, headerAt, payloadAt, payloadBytes } = this.events;
    const stream = this.start!.stream;
    const timeOf = columns.time;
    const kindOf = columns.kind;
    const streamOf = columns.stream;
    const tidOf = columns.tid;
    const flagsOf = columns.flags;
    const detailOf = columns.detail;
    const placeOf = columns.place;
    const { placeBase } = columns;
    let event = this.filled;
    if (event < end && Number.isNaN(placeBase[stream])) {
      placeBase[stream] = chunkStart + headerAt[event]! * WORD_BYTES;
    }
    const firstWord = (placeBase[stream]! - chunkStart) / WORD_BYTES;
    for (; event < end; event++) {
      const row = rows[event]!;
      const at = payloadAt[event]!;
      const into = kinds[event]!;
      timeOf[row] = time[event]!;
      kindOf[row] = into.kind.index;
      streamOf[row] = stream;
      tidOf[row] = words[at + tidWord]!;
      flagsOf[row] = words[at + flagsWord]! >>> flagsShift;
      placeOf[row] = headerAt[event]! - firstWord;
      if (into.wordCount === 0) {
        detailOf[row] = NO_DETAIL;
      } else if (payloadBytes[event]! < into.plan.leastBytes) {
        into.shortRecords++;
        detailOf[row] = NO_DETAIL;
      } else {
        detailOf[row] = into.rows;
        into.addRecord(words, at);
      }
    }
    this.filled = end;
  }

  private usePage(start: PageStart): boolean {
    const { time, count } = this.events;
    if (count > 0 && time[0]! > start.toNs) {
      this.events.count = 0;
      return false;
    }
    this.reportDamage();
    const { lostBefore } = this.events;
    if (lostBefore !== undefined) {
      const toNs = count > 0 ? time[0]! : this.endNs;
      start.onLost(this.hasBegun ? this.endNs : Math.min(0, toNs), toNs, lostBefore);
    }
    this.seen = count;
    if (count > 0) this.endNs = time[count - 1]!;
    this.hasBegun ||= count > 0;
    this.classify(start);
    return true;
  }

  /** Counts the page's events, finds their kinds, and keeps those that become rows and lie within the time range. */
  private classify({ kinds, fromNs, toNs }: PageStart): void {
    const { typeShift } = this.options.places;
    const { words, events, kind } = this;
    const { time, headerAt, payloadAt, payloadBytes, count } = events;
    let kept = 0;
    for (let event = 0; event < count; event++) {
      const timeNs = time[event]!;
      if (timeNs < fromNs || timeNs > toNs) continue;
      const at = payloadAt[event]!;
      const rows = kinds.of((words[at]! >>> typeShift) & 0xffff);
      rows.count++;
      if (!rows.isKept) continue;
      kind[kept] = rows;
      if (kept !== event) {
        time[kept] = timeNs;
        headerAt[kept] = headerAt[event]!;
        payloadAt[kept] = at;
        payloadBytes[kept] = payloadBytes[event]!;
      }
      kept++;
    }
    events.count = kept;
  }

  private reportDamage(): void {
    const { damage, empty } = this.events;
    const what = damage ?? (empty ? 'empty' : undefined);
    if (what !== undefined) this.options.onDamage(what, this.chunkStart + this.pageWord * 4);
  }

  private decodePage(): void {
    const { events } = this;
    this.options.decoder.decode(this.words, this.pageWord, this.pageWords, this.origin, events);
    this.at = 0;
    this.filled = 0;
    const convert = this.start?.convert;
    if (convert === undefined) return;
    const { time, count } = events;
    for (let event = 0; event < count; event++) time[event] = convert(time[event]!);
  }

  /** Moves to the next whole sub-buffer, reading on where the chunk is used up. */
  private loadPage(): boolean {
    this.pageWord += this.pageWords;
    if (this.pageWord + this.pageWords <= this.words.length) return true;
    const chunk = this.options.chunks.next();
    if (chunk === undefined) return false;
    this.words = wordsOf(chunk.bytes, this.options.littleEndian);
    this.chunkStart = chunk.start;
    this.pageWord = 0;
    return this.pageWords <= this.words.length;
  }
}

/** The stamp some clock units after another one. */
function stampAfter(stamp: ClockOrigin, units: number): ClockOrigin {
  const low = stamp.low + units;
  const carry = Math.floor(low / TWO_32);
  return { high: stamp.high + carry, low: low - carry * TWO_32 };
}
