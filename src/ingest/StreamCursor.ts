import type { CpuChunks } from '../formats/tracedat/CpuChunks';
import type { ClockOrigin, PageDamage, PageDecoder } from '../formats/ringbuffer/PageDecoder';
import { PageEvents } from '../formats/ringbuffer/PageDecoder';
import { wordsOf } from '../formats/words';
import type { ClockConverter } from './ClockConverter';

const TWO_32 = 0x1_0000_0000;

export interface StreamOptions {
  /** Index in the table's streams. */
  readonly index: number;
  readonly chunks: CpuChunks;
  readonly decoder: PageDecoder;
  readonly pageBytes: number;
  readonly littleEndian: boolean;
  /** Events were lost between two times of this stream; count null: the file does not say how many. */
  readonly onLost: (stream: number, fromNs: number, toNs: number, count: number | null) => void;
  /** Keeps of a page's events those that become rows, and finds their kinds. */
  readonly classify: (stream: StreamCursor) => void;
  /** Nothing after this time is wanted, ns since the origin. */
  readonly toNs: number;
  /** A sub-buffer that could not be read whole, by its byte in the stream's data. */
  readonly onDamage: (stream: number, damage: PageDamage | 'empty', at: number) => void;
}

/**
 * One host CPU's events, a sub-buffer at a time. Events before `at` have got their row in the block,
 * those before `filled` are in its columns too.
 */
export class StreamCursor {
  readonly index: number;
  readonly events: PageEvents;
  /** By event of the page: index of its kind, and its row in the block. */
  readonly kind: Uint16Array;
  readonly row: Uint16Array;
  words: Uint32Array = new Uint32Array(0);
  /** Bytes of the stream's data before `words`. */
  chunkStart = 0;
  at = 0;
  filled = 0;
  /** Events of the page, whether they become rows or not. */
  seen = 0;
  /** Time of the last event read: all that follow are not before it. */
  endNs = 0;
  private pageWord = 0;
  private readonly pageWords: number;
  private origin: ClockOrigin = { high: 0, low: 0 };
  private convert: ClockConverter | undefined;
  private started = false;

  constructor(private readonly options: StreamOptions) {
    this.index = options.index;
    this.pageWords = options.pageBytes >>> 2;
    this.events = new PageEvents(options.pageBytes);
    this.kind = new Uint16Array(this.events.time.length);
    this.row = new Uint16Array(this.events.time.length);
    this.pageWord = -this.pageWords;
  }

  get doneBytes(): number {
    return this.options.chunks.doneBytes;
  }

  /** No event that has no row yet is before this time. */
  get headNs(): number {
    return this.at < this.events.count ? this.events.time[this.at]! : this.endNs;
  }

  /** Whether the page is used up. */
  get needsPage(): boolean {
    return this.at === this.events.count;
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

  /**
   * Times count from `origin` from now on; the current page is decoded again, and then used.
   * False when nothing of the stream is wanted.
   */
  rebase(origin: ClockOrigin, convert: ClockConverter | undefined): boolean {
    this.origin = origin;
    this.convert = convert;
    this.decodePage();
    return this.usePage();
  }

  /** Goes to the next sub-buffer, in which nothing may be left to take; false at the end of the stream. */
  nextPage(): boolean {
    if (!this.loadPage()) return false;
    this.decodePage();
    return this.usePage();
  }

  private usePage(): boolean {
    const { time, count } = this.events;
    if (count > 0 && time[0]! > this.options.toNs) return false;
    this.report();
    this.seen = count;
    if (count > 0) this.endNs = time[count - 1]!;
    this.started ||= count > 0;
    this.options.classify(this);
    return true;
  }

  private report(): void {
    this.reportDamage();
    const { lostBefore, count } = this.events;
    if (lostBefore === undefined) return;
    const toNs = count > 0 ? this.events.time[0]! : this.endNs;
    const fromNs = this.started ? this.endNs : Math.min(0, toNs);
    this.options.onLost(this.index, fromNs, toNs, lostBefore);
  }

  private reportDamage(): void {
    const { damage, empty } = this.events;
    const what = damage ?? (empty ? 'empty' : undefined);
    if (what !== undefined) {
      this.options.onDamage(this.index, what, this.chunkStart + this.pageWord * 4);
    }
  }

  private decodePage(): void {
    const { events, convert } = this;
    this.options.decoder.decode(this.words, this.pageWord, this.pageWords, this.origin, events);
    this.at = 0;
    this.filled = 0;
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
