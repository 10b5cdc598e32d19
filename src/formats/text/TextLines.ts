import { CARRIAGE_RETURN, NEWLINE } from '../ascii';
import { byteOrderMarkBytes, MOST_MARK_BYTES } from '../byteOrderMark';
import type { ByteSource } from '../ByteSource';
import { readFully } from '../readFully';

const WINDOW_BYTES = 1 << 18;
/** No event is printed longer; what goes on is another file's bytes, or none of a text. */
export const MOST_LINE_BYTES = 1 << 16;
const NEWLINES = 0x0a0a_0a0a;

/** Which bytes of a text are read, and how many at once. */
export interface TextRange {
  readonly windowBytes?: number | undefined;
  /** Where a line starts; undefined: the first one, behind a byte order mark. */
  readonly from?: number;
  /** The text ends here, if not before. */
  readonly to?: number;
}

/** Lines of a text front to back, in bounded memory. The current line is `bytes` from `from` to `to`, without its end. */
export class TextLines {
  bytes = new Uint8Array(0);
  from = 0;
  to = 0;
  /** Of the current line, from 1. */
  lineNumber = 0;
  /** The line is longer than any event: only its first bytes are here. */
  isCut = false;
  /** The text ends in this line, without a newline. */
  isUnterminated = false;
  private readonly buffer: Uint8Array<ArrayBuffer>;
  private readonly words: Uint32Array;
  /** Byte of the file where `bytes` starts. */
  private windowStart: number;
  private readonly start: number;
  private readonly end: number;
  private nextFrom = 0;
  private isAtEnd = false;

  constructor(
    private readonly source: ByteSource,
    { windowBytes = WINDOW_BYTES, from, to = source.size }: TextRange = {},
  ) {
    this.buffer = new Uint8Array(Math.max(windowBytes, 2 * MOST_LINE_BYTES));
    this.words = new Uint32Array(this.buffer.buffer);
    this.end = Math.min(to, source.size);
    this.start = from ?? 0;
    this.windowStart = from ?? lengthOfMark(source);
  }

  /** Byte of the file where the current line starts. */
  get position(): number {
    return this.windowStart + this.from;
  }

  /** Bytes of the range up to the end of the current line. */
  get doneBytes(): number {
    return Math.min(this.windowStart + this.nextFrom, this.end) - this.start;
  }

  /** Goes to the next line; false when there is none. */
  next(): boolean {
    if (this.isCut && !this.skipRest()) return false;
    let end = this.newlineFrom(this.nextFrom);
    if (end < 0 && !this.isAtEnd) {
      this.load();
      end = this.newlineFrom(this.nextFrom);
    }
    const { nextFrom, bytes } = this;
    if (nextFrom === bytes.length) return false;
    this.lineNumber++;
    this.from = nextFrom;
    this.isUnterminated = end < 0 && this.isAtEnd;
    this.isCut = (end < 0 ? bytes.length : end) - nextFrom > MOST_LINE_BYTES;
    if (this.isCut) end = nextFrom + MOST_LINE_BYTES;
    else if (end < 0) end = bytes.length;
    this.nextFrom = this.isCut ? end : Math.min(end + 1, bytes.length);
    this.to = end > nextFrom && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    return true;
  }

  /** Four bytes at a time: half of the bytes of a text are looked at for nothing else. */
  private newlineFrom(from: number): number {
    const { bytes, words } = this;
    const end = bytes.length;
    let at = from;
    for (; (at & 3) !== 0 && at < end; at++) if (bytes[at] === NEWLINE) return at;
    const lastWord = end >>> 2;
    let word = at >>> 2;
    for (; word < lastWord; word++) {
      const differs = words[word]! ^ NEWLINES;
      // A byte that is 0, and only the lowest of them for certain, has its top bit set here.
      if (((differs - 0x0101_0101) & ~differs & 0x8080_8080) !== 0) break;
    }
    for (at = Math.max(at, word << 2); at < end; at++) if (bytes[at] === NEWLINE) return at;
    return -1;
  }

  /** Moves what is not used yet to the front of the buffer and fills the rest. */
  private load(): void {
    const { buffer, bytes, nextFrom } = this;
    const kept = bytes.length - nextFrom;
    buffer.copyWithin(0, nextFrom, bytes.length);
    this.windowStart += nextFrom;
    const start = this.windowStart + kept;
    const room = Math.max(0, Math.min(buffer.length - kept, this.end - start));
    const got = readFully(this.source, buffer.subarray(kept, kept + room), start);
    this.isAtEnd = got < buffer.length - kept;
    this.bytes = buffer.subarray(0, kept + got);
    this.from = 0;
    this.nextFrom = 0;
  }

  /** Goes to the end of a line that was cut; false when the text ends in it. */
  private skipRest(): boolean {
    for (;;) {
      const end = this.newlineFrom(this.nextFrom);
      this.nextFrom = end < 0 ? this.bytes.length : end + 1;
      if (end >= 0) break;
      if (this.isAtEnd) return false;
      this.load();
    }
    this.isCut = false;
    return true;
  }
}

function lengthOfMark(source: ByteSource): number {
  const start = new Uint8Array(MOST_MARK_BYTES);
  return byteOrderMarkBytes(start.subarray(0, readFully(source, start, 0)));
}
