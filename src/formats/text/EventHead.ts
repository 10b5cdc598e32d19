import { CLOSE, COLON, DIGIT_0, DOT, OPEN, PLUS, SPACE, isDigit } from '../ascii';
import { FIRST_HASH, nextHash } from './ByteNames';
import { contextFlags } from './contextFlags';
import { startsPerfRecord } from './perfRecord';
import { afterBlanks, afterDigits, decimalOf, startsWith } from './scanning';

const LETTER_U = 0x75;
const LETTER_S = 0x73;
/** Letters of the flags where a stamp follows without a blank. */
const FLAG_LETTERS = 5;
const NS_DIGITS = 9;
const TEN_9 = 1e9;
/** Of a count of 64 bits, and of seconds: what is left of it above 10^9. */
const MOST_STAMP_DIGITS = 20;
const MOST_SECONDS_DIGITS = MOST_STAMP_DIGITS - NS_DIGITS;

/** How the name of an event is told from its payload. */
export type NameKind =
  | 'event'
  /** `sys_read(fd: 3)` and `sys_read -> 0x1` of tracefs, events sys_enter_read and sys_exit_read. */
  | 'syscall-enter'
  | 'syscall-exit'
  /** `func <-caller` of the function tracer. */
  | 'function'
  /** `<stack trace>` of tracefs, event kernel_stack. */
  | 'stack';

/** What stands between the host CPU of a line and the payload: flags, stamp, name. */
export class EventHead {
  /** ftrace's `common_flags`; 0 where they are not printed. */
  flags = 0;
  hasFlags = false;
  /** The stamp is `whole` * 10^9 + `part`: seconds and ns, or the upper and lower digits of a count of cycles. */
  whole = 0;
  part = 0;
  unit: 'ns' | 'cycles' = 'ns';
  /** undefined: no event, as `PERF_RECORD_LOST lost 5` is none. */
  nameKind: NameKind | undefined;
  nameFrom = 0;
  nameTo = 0;
  /** Of the name's bytes, see `ByteNames.findHashed`. */
  nameHash = 0;
  payloadFrom = 0;

  /** Units (ns or cycles) since a stamp; exact for 104 days, or 9 * 10^15 cycles. */
  since(whole: number, part: number): number {
    return (this.whole - whole) * TEN_9 + (this.part - part);
  }

  /** Reads from behind the host CPU on; false when no stamp stands there. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    let at = afterBlanks(bytes, from, to);
    this.flags = 0;
    this.hasFlags = false;
    if (isDigit(bytes[at]) && this.readStamp(bytes, at, to)) return true;
    const start = at;
    this.hasFlags = true;
    while (at < to && bytes[at] !== SPACE) at++;
    this.flags = contextFlags(bytes, start, at);
    // `d.h1.1548962506531:` of the latency format with a clock that counts cycles.
    if (bytes[at - 1] === COLON && !isDigit(bytes[start])) {
      return this.readStamp(bytes, start + FLAG_LETTERS, to);
    }
    return this.readStamp(bytes, afterBlanks(bytes, at, to), to);
  }

  private readStamp(bytes: Uint8Array, from: number, to: number): boolean {
    let end = from;
    let whole = 0;
    for (; end < to && isDigit(bytes[end]); end++) whole = whole * 10 + (bytes[end]! - DIGIT_0);
    if (end === from) return false;
    let at = end;
    const digits = end - from;
    const next = bytes[end];
    if (next === DOT && digits <= MOST_SECONDS_DIGITS) {
      let part = 0;
      for (at++; at < to && isDigit(bytes[at]); at++) part = part * 10 + (bytes[at]! - DIGIT_0);
      const places = at - end - 1;
      if (places === 0 || places > NS_DIGITS) return false;
      this.unit = 'ns';
      this.whole = whole;
      this.part = part * nsOfPlaces[places]!;
    } else if (next === COLON && digits <= MOST_STAMP_DIGITS) {
      const split = Math.max(from, end - NS_DIGITS);
      this.unit = 'cycles';
      this.whole = decimalOf(bytes, from, split);
      this.part = decimalOf(bytes, split, end);
    } else if (next === LETTER_U && bytes[end + 1] === LETTER_S && digits <= MOST_SECONDS_DIGITS) {
      // `24us+: ` of the latency format: µs, and a mark for long ones.
      this.unit = 'ns';
      this.whole = Math.floor(whole / 1e6);
      this.part = (whole % 1e6) * 1e3;
      at = end + 2;
      if (at < to && bytes[at] !== COLON) at++;
    } else return false;
    if (at >= to || bytes[at] !== COLON) return false;
    this.readName(bytes, at + 1, to);
    return true;
  }

  private readName(bytes: Uint8Array, from: number, to: number): void {
    let at = afterBlanks(bytes, from, to);
    // `(+1234)` of trace-cmd report --ts-diff.
    if (bytes[at] === OPEN && bytes[at + 1] === PLUS) {
      while (at < to && bytes[at] !== CLOSE) at++;
      at = afterBlanks(bytes, at + 1, to);
    }
    // The period of perf script.
    const afterPeriod = afterDigits(bytes, at, to);
    if (afterPeriod > at && bytes[afterPeriod] === SPACE) at = afterBlanks(bytes, afterPeriod, to);
    this.nameFrom = at;
    let hash = FIRST_HASH;
    let nameTo = -1;
    for (; at < to; at++) {
      const byte = bytes[at]!;
      if (byte === SPACE || byte === OPEN) break;
      if (byte === COLON && (at + 1 === to || bytes[at + 1] === SPACE)) {
        nameTo = at;
        break;
      }
      hash = nextHash(hash, byte);
    }
    this.nameHash = hash;
    if (startsPerfRecord(bytes, this.nameFrom)) this.endName(undefined, at, at);
    else if (nameTo < 0) this.readOtherName(bytes, at);
    else this.endName('event', nameTo, afterBlanks(bytes, nameTo + 1, to));
  }

  /** What tracefs prints in another way than `name: payload`. */
  private readOtherName(bytes: Uint8Array, at: number): void {
    const isSyscall = startsWith(bytes, this.nameFrom, 'sys_');
    if (isSyscall && bytes[at] === OPEN) this.endName('syscall-enter', at, at);
    else if (isSyscall && startsWith(bytes, at, ' -> ')) this.endName('syscall-exit', at, at + 4);
    else if (startsWith(bytes, at, ' <-')) this.endName('function', at, this.nameFrom);
    else if (startsWith(bytes, this.nameFrom, '<stack trace')) this.endName('stack', at, at);
    else this.endName(undefined, at, at);
  }

  private endName(kind: NameKind | undefined, nameTo: number, payloadFrom: number): void {
    this.nameKind = nameTo === this.nameFrom ? undefined : kind;
    this.nameTo = nameTo;
    this.payloadFrom = payloadFrom;
  }
}

/** What the last of so many decimal places of a second is worth in ns. */
const nsOfPlaces = Array.from({ length: NS_DIGITS + 1 }, (_, places) => 10 ** (NS_DIGITS - places));
