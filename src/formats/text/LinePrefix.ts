import {
  CLOSE,
  CLOSE_BRACKET,
  COLON,
  DASH,
  DOT,
  OPEN,
  OPEN_BRACKET,
  SPACE,
  isDigit,
} from '../ascii';
import { MOST_HOST_CPUS } from '../mostHostCpus';
import { EventHead } from './EventHead';
import { MOST_COMM_BYTES, MOST_TID, readPerfThread } from './perfThread';
import { afterBlanks, afterDigits, decimalOf, digitsAt } from './scanning';

/** Columns of a thread name, as it is printed and as the latency format cuts it. */
const COMM_COLUMNS = 16;
const CUT_COMM_COLUMNS = 8;
/** Columns within which a prefix is looked for: a name of 16, ids, and the names of sources before them. */
const MOST_PREFIX_BYTES = 256;

/** Who printed the line, as far as its prefix tells: `comm-tid [cpu]`, or `comm tid [cpu]`. */
export type PrefixFamily = 'ftrace' | 'perf';

/**
 * The columns before an event's payload, in every layout that trace-cmd report, tracefs and perf
 * script print them. Read into the same object line by line: offsets and numbers, no string.
 * A thread name is at most 15 bytes and may hold blanks, `-`, `[`, `:` and digits, so columns are
 * trusted where they are as wide as they are printed, and else the name ends where the rest can be read.
 */
export class LinePrefix {
  family: PrefixFamily = 'ftrace';
  /** End of the name of a source, `host.trace.dat: `, which starts with the line; the line's start where there is none. */
  sourceTo = 0;
  commFrom = 0;
  commTo = 0;
  /** -1: not printed, or not known to the tool. */
  tid = -1;
  /** Process; -1: not printed. */
  pid = -1;
  /** -1: not printed. */
  hostCpu = -1;
  readonly head = new EventHead();
  /** Columns of `source: ` before every line, as the last line had them. */
  private sourceColumns = 0;

  /** Whether the line starts as an event does, or as a record of perf (then its name is none). */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    const columns = this.sourceColumns;
    const start = from + columns;
    const isAsBefore = columns === 0 || (start < to && bytes[start - 2] === COLON);
    if (isAsBefore && this.readAfterSource(bytes, start, to)) {
      this.sourceTo = columns === 0 ? from : start - 2;
      return true;
    }
    return this.readWithSource(bytes, from, to);
  }

  private readAfterSource(bytes: Uint8Array, from: number, to: number): boolean {
    if (this.family === 'ftrace') {
      return this.readFtrace(bytes, from, to) || this.readPerf(bytes, from, to);
    }
    return this.readPerf(bytes, from, to) || this.readFtrace(bytes, from, to);
  }

  /** The source's name ends with the first `: ` that a thread's columns follow. */
  private readWithSource(bytes: Uint8Array, from: number, to: number): boolean {
    const last = Math.min(to, from + MOST_PREFIX_BYTES);
    for (let at = from; at < last; at++) {
      if (bytes[at] !== COLON || bytes[at + 1] !== SPACE) continue;
      if (!this.readFtraceColumns(bytes, at + 2, to)) continue;
      this.sourceColumns = at + 2 - from;
      this.sourceTo = at;
      return true;
    }
    this.sourceTo = from;
    return this.sourceColumns !== 0 && this.readAfterSource(bytes, from, to);
  }

  private readFtrace(bytes: Uint8Array, from: number, to: number): boolean {
    if (this.readFtraceColumns(bytes, from, to)) return true;
    const nameFrom = afterBlanks(bytes, from, to);
    const lastDash = Math.min(to - 1, nameFrom + MOST_COMM_BYTES);
    for (let at = nameFrom + 1; at <= lastDash; at++) {
      if (bytes[at] !== DASH || bytes[at - 1] === SPACE) continue;
      if (this.readFtraceThread(bytes, nameFrom, at, to)) return true;
    }
    return false;
  }

  /** The name right-aligned in its columns. */
  private readFtraceColumns(bytes: Uint8Array, from: number, to: number): boolean {
    const dash = from + COMM_COLUMNS;
    const cutDash = from + CUT_COMM_COLUMNS;
    return (
      (bytes[dash] === DASH && this.readFtraceThread(bytes, from, dash, to)) ||
      (bytes[cutDash] === DASH && this.readFtraceThread(bytes, from, cutDash, to))
    );
  }

  /** `-tid (tgid) [cpu]` or, in the latency format, `-tid  cpu` with the flags glued to it. */
  private readFtraceThread(bytes: Uint8Array, from: number, dash: number, to: number): boolean {
    const tidTo = afterDigits(bytes, dash + 1, to);
    if (tidTo === dash + 1) return false;
    const tid = decimalOf(bytes, dash + 1, tidTo);
    if (tid > MOST_TID) return false;
    let at = afterBlanks(bytes, tidTo, to);
    let pid = -1;
    if (bytes[at] === OPEN) {
      const inside = afterBlanks(bytes, at + 1, to);
      pid = digitsAt(bytes, inside, to);
      while (at < to && bytes[at] !== CLOSE) at++;
      at = afterBlanks(bytes, at + 1, to);
    }
    const isBracketed = bytes[at] === OPEN_BRACKET;
    if (isBracketed) at++;
    const cpuFrom = at;
    at = afterDigits(bytes, at, to);
    const hostCpu = decimalOf(bytes, cpuFrom, at);
    if (at === cpuFrom || hostCpu >= MOST_HOST_CPUS || at >= to) return false;
    if (isBracketed ? bytes[at++] !== CLOSE_BRACKET : bytes[at] === SPACE) return false;
    if (!this.head.read(bytes, at, to)) return false;
    this.family = 'ftrace';
    this.commFrom = afterBlanks(bytes, from, dash);
    this.commTo = dash;
    this.tid = tid;
    this.pid = pid;
    this.hostCpu = hostCpu;
    return true;
  }

  /** `comm tid [cpu]`, or `comm pid/tid`, or without one of them. */
  private readPerf(bytes: Uint8Array, from: number, to: number): boolean {
    const last = Math.min(to, from + MOST_PREFIX_BYTES);
    for (let at = from; at < last; at++) {
      if (bytes[at] !== OPEN_BRACKET) continue;
      const end = afterDigits(bytes, at + 1, to);
      if (end === at + 1 || bytes[end] !== CLOSE_BRACKET) continue;
      const hostCpu = digitsAt(bytes, at + 1, to);
      if (hostCpu >= MOST_HOST_CPUS || !this.head.read(bytes, end + 1, to)) continue;
      return this.endPerf(bytes, from, at, hostCpu);
    }
    return this.readPerfWithoutCpu(bytes, from, to);
  }

  /** The stamp is the first number with a point in it and a colon behind it. */
  private readPerfWithoutCpu(bytes: Uint8Array, from: number, to: number): boolean {
    const last = Math.min(to, from + MOST_PREFIX_BYTES);
    for (let at = from; at < last; at++) {
      if (bytes[at] !== DOT || !isDigit(bytes[at + 1])) continue;
      let start = at;
      while (start > from && isDigit(bytes[start - 1])) start--;
      if (start === at || (start > from && bytes[start - 1] !== SPACE)) continue;
      if (bytes[afterDigits(bytes, at + 1, to)] !== COLON) continue;
      if (this.head.read(bytes, start, to)) return this.endPerf(bytes, from, start, -1);
    }
    return false;
  }

  private endPerf(bytes: Uint8Array, from: number, to: number, hostCpu: number): boolean {
    this.family = 'perf';
    this.hostCpu = hostCpu;
    return readPerfThread(this, bytes, from, to);
  }
}
