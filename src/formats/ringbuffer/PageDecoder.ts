import { TWO_32 } from '../../base/twoTo32';
import type { PageLayout } from './PageLayout';

const TWO_27 = 0x800_0000;
const LOST_EVENTS = 0x8000_0000;
const LOST_COUNT_STORED = 0x4000_0000;
const COMMIT_MASK = 0x7ff_ffff;

const TYPE_BIG = 0;
const TYPE_PADDING = 29;
const TYPE_TIME_EXTEND = 30;
const TYPE_TIME_STAMP = 31;

/** The stamp that all relative times count from, as two words: 64 bits do not fit a double. */
export interface ClockOrigin {
  readonly high: number;
  readonly low: number;
}

/** What stopped a page before its end. */
export type PageDamage = 'commit-past-page' | 'event-past-commit';

/**
 * The events of one sub-buffer, decoded in place: index `i` of every array is the same event.
 * One object a host CPU, filled again for every page, so that the loop over pages allocates nothing.
 */
export class PageEvents {
  count = 0;
  /** Clock units since the origin. */
  readonly time: Float64Array;
  /** Word of the ring-buffer event header. */
  readonly headerAt: Uint32Array;
  /** Word of the payload, where `common_type` stands. */
  readonly payloadAt: Uint32Array;
  readonly payloadBytes: Uint32Array;
  /** Events lost between the previous page and this one: undefined = none, null = not said how many. */
  lostBefore: number | null | undefined;
  damage: PageDamage | undefined;
  /** Never written (a hole of a sparse copy, or the rest of a buffer that was not full). */
  empty = false;

  constructor(pageBytes: number) {
    const most = Math.ceil(pageBytes / 8); // A header word and a payload word each.
    this.time = new Float64Array(most);
    this.headerAt = new Uint32Array(most);
    this.payloadAt = new Uint32Array(most);
    this.payloadBytes = new Uint32Array(most);
  }
}

/**
 * Walks sub-buffers (kernel/trace/ring_buffer.c). Works on 32-bit words that are already in the
 * machine's byte order; only the bit fields of an event header still differ by endianness.
 */
export class PageDecoder {
  private readonly typeShift: number;
  private readonly deltaShift: number;
  private readonly highFirst: boolean;
  private readonly timestampWord: number;
  private readonly commitWord: number;
  private readonly dataWord: number;
  private readonly commitWords: number;

  constructor(layout: PageLayout, littleEndian: boolean) {
    this.typeShift = littleEndian ? 0 : 27;
    this.deltaShift = littleEndian ? 5 : 0;
    this.highFirst = !littleEndian;
    this.timestampWord = layout.timestampOffset / 4;
    this.commitWords = layout.commitBytes / 4;
    // Only the low word counts: real pages hold a sign-extended value with the upper half all ones.
    this.commitWord = layout.commitOffset / 4 + (this.highFirst ? this.commitWords - 1 : 0);
    this.dataWord = layout.dataOffset / 4;
  }

  /** Base stamp of a page, as two words. */
  baseStamp(words: Uint32Array, page: number): ClockOrigin {
    const first = words[page + this.timestampWord]!;
    const second = words[page + this.timestampWord + 1]!;
    return this.highFirst ? { high: first, low: second } : { high: second, low: first };
  }

  /** Decodes the page of `pageWords` words that starts at word `page`, into `out`. */
  decode(
    words: Uint32Array,
    page: number,
    pageWords: number,
    origin: ClockOrigin,
    out: PageEvents,
  ): void {
    const commit = words[page + this.commitWord]!;
    const base = this.baseStamp(words, page);
    const data = page + this.dataWord;
    const used = commit & COMMIT_MASK;
    out.count = 0;
    out.damage = undefined;
    out.lostBefore = undefined;
    out.empty = commit === 0 && base.high === 0 && base.low === 0;
    if (used > (pageWords - this.dataWord) * 4) {
      out.damage = 'commit-past-page';
      return;
    }
    const end = data + (used >>> 2);
    if ((commit & LOST_EVENTS) !== 0)
      out.lostBefore = this.lostCount(words, commit, end, page + pageWords);
    this.walk(words, data, end, base, origin, out);
  }

  private lostCount(
    words: Uint32Array,
    commit: number,
    end: number,
    pageEnd: number,
  ): number | null {
    if ((commit & LOST_COUNT_STORED) === 0 || end + this.commitWords > pageEnd) return null;
    if (this.commitWords === 1) return words[end]!;
    const [high, low] = this.highFirst
      ? [words[end]!, words[end + 1]!]
      : [words[end + 1]!, words[end]!];
    return high * TWO_32 + low;
  }

  private walk(
    words: Uint32Array,
    data: number,
    end: number,
    base: ClockOrigin,
    origin: ClockOrigin,
    out: PageEvents,
  ): void {
    const { typeShift, deltaShift } = this;
    const { time, headerAt, payloadAt, payloadBytes } = out;
    let now = (base.high - origin.high) * TWO_32 + (base.low - origin.low);
    let count = 0;
    let at = data;
    while (at < end) {
      const word = words[at]!;
      const type = (word >>> typeShift) & 31;
      const delta = (word >>> deltaShift) & COMMIT_MASK;
      if (type > TYPE_BIG && type < TYPE_PADDING) {
        now += delta;
        const next = at + 1 + type;
        if (next > end) break;
        time[count] = now;
        headerAt[count] = at;
        payloadAt[count] = at + 1;
        payloadBytes[count] = type * 4;
        count++;
        at = next;
      } else if (type === TYPE_TIME_EXTEND) {
        if (at + 2 > end) break;
        now += words[at + 1]! * TWO_27 + delta;
        at += 2;
      } else if (type === TYPE_TIME_STAMP) {
        if (at + 2 > end) break;
        now = stampSinceOrigin(words[at + 1]!, delta, origin);
        at += 2;
      } else if (type === TYPE_PADDING && delta === 0) {
        at = end; // Nothing more was written on this page.
      } else {
        if (at + 2 > end) break;
        const length = words[at + 1]!;
        const next = at + 1 + Math.ceil(length / 4); // Not by shift: a damaged length must not wrap.
        if (length < 4 || next > end) break;
        now += delta;
        if (type === TYPE_BIG) {
          time[count] = now;
          headerAt[count] = at;
          payloadAt[count] = at + 2;
          payloadBytes[count] = length - 4;
          count++;
        }
        at = next;
      }
    }
    out.count = count;
    if (at < end) out.damage = 'event-past-commit';
  }
}

/**
 * An absolute stamp holds the low 59 bits only; the upper five are the clock's own (the kernel takes
 * them from the page's stamp), so the difference to the origin within 59 bits is the whole truth.
 */
function stampSinceOrigin(high: number, delta: number, origin: ClockOrigin): number {
  const originHigh =
    ((origin.high & 0x7ff_ffff) * TWO_32 + origin.low - (origin.low % TWO_27)) / TWO_27;
  return (high - originHigh) * TWO_27 + (delta - (origin.low % TWO_27));
}
