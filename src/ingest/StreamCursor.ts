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
  /** A sub-buffer that could not be read whole, by its byte in the stream's data. */
  readonly onDamage: (stream: number, damage: PageDamage | 'empty', at: number) => void;
}

/** One host CPU's events, a sub-buffer at a time. `at` is the next event that was not taken yet. */
export class StreamCursor {
  readonly index: number;
  readonly events: PageEvents;
  words: Uint32Array = new Uint32Array(0);
  /** Bytes of the stream's data before `words`. */
  chunkStart = 0;
  at = 0;
  private pageWord = 0;
  private readonly pageWords: number;
  private origin: ClockOrigin = { high: 0, low: 0 };
  private convert: ClockConverter | undefined;
  private lastNs = 0;
  private started = false;

  constructor(private readonly options: StreamOptions) {
    this.index = options.index;
    this.pageWords = options.pageBytes >>> 2;
    this.events = new PageEvents(options.pageBytes);
    this.pageWord = -this.pageWords;
  }

  get doneBytes(): number {
    return this.options.chunks.doneBytes;
  }

  /** Time of the next event. */
  get headNs(): number {
    return this.events.time[this.at]!;
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

  /** Times count from `origin` from now on; the current page is decoded again, and then reported. */
  rebase(origin: ClockOrigin, convert: ClockConverter | undefined): void {
    this.origin = origin;
    this.convert = convert;
    this.decodePage();
    this.report();
  }

  /** Goes to the next sub-buffer that holds events; false at the end of the stream. */
  nextPage(): boolean {
    if (this.events.count > 0) this.lastNs = this.events.time[this.events.count - 1]!;
    while (this.loadPage()) {
      this.decodePage();
      this.report();
      if (this.events.count > 0) return true;
    }
    this.events.count = 0;
    this.at = 0;
    return false;
  }

  private report(): void {
    this.reportDamage();
    const { lostBefore, count } = this.events;
    if (lostBefore === undefined) return;
    const toNs = count > 0 ? this.events.time[0]! : this.lastNs;
    const fromNs = this.started ? this.lastNs : Math.min(0, toNs);
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
    if (convert === undefined) return;
    const { time, count } = events;
    for (let event = 0; event < count; event++) time[event] = convert(time[event]!);
  }

  /** Moves to the next whole sub-buffer, reading on where the chunk is used up. */
  private loadPage(): boolean {
    if (this.events.count > 0) this.started = true;
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
