import type { ByteSource } from './ByteSource';
import { FormatError } from './FormatError';
import { latin1 } from './text';

const WINDOW_BYTES = 65_536;
const EMPTY = new Uint8Array(0);

export interface CursorRange {
  /** What the bytes are, as messages name it. */
  readonly section: string;
  readonly littleEndian: boolean;
  readonly start?: number;
  /** First byte that is not the section's. */
  readonly end?: number;
  /**
   * Byte of the file that every message names instead of the cursor's own position: where a
   * compressed section starts, whose inner positions are in no file.
   */
  readonly reportedOffset?: number;
}

/** Reads a range of a source front to back. One place checks bounds, so every read is checked. */
export class ByteCursor {
  section: string;
  readonly littleEndian: boolean;
  private position_: number;
  private readonly end: number;
  private readonly reportedOffset: number | undefined;
  private window = EMPTY;
  private view = new DataView(EMPTY.buffer);
  private windowStart = 0;

  constructor(
    private readonly source: ByteSource,
    range: CursorRange,
  ) {
    this.section = range.section;
    this.littleEndian = range.littleEndian;
    this.position_ = range.start ?? 0;
    this.end = Math.min(range.end ?? source.size, source.size);
    this.reportedOffset = range.reportedOffset;
  }

  get position(): number {
    return this.position_;
  }

  get remaining(): number {
    return Math.max(0, this.end - this.position_);
  }

  u8(): number {
    const at = this.claim(1);
    return this.view.getUint8(at);
  }

  u16(): number {
    const at = this.claim(2);
    return this.view.getUint16(at, this.littleEndian);
  }

  u32(): number {
    const at = this.claim(4);
    return this.view.getUint32(at, this.littleEndian);
  }

  u64(): bigint {
    const at = this.claim(8);
    return this.view.getBigUint64(at, this.littleEndian);
  }

  i64(): bigint {
    return BigInt.asIntN(64, this.u64());
  }

  /** A 64-bit size or offset of the file. Anything a double cannot hold is damage. */
  u64AsNumber(what: string): number {
    const start = this.position_;
    const value = this.u64();
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw this.error(
        'bad-value',
        `${what} is ${value.toString()}, more than any file has`,
        start,
      );
    }
    return Number(value);
  }

  /** A copy of the next bytes. */
  bytes(byteCount: number): Uint8Array {
    this.require(byteCount);
    const copy = new Uint8Array(byteCount);
    let filled = 0;
    while (filled < byteCount) {
      const got = this.source.read(copy.subarray(filled), this.position_ + filled);
      if (got === 0) throw this.truncated(byteCount, filled);
      filled += got;
    }
    this.position_ += byteCount;
    return copy;
  }

  /** Text of a known length; bytes, not characters: recordings hold names in no known encoding. */
  text(byteCount: number): string {
    return latin1(this.bytes(byteCount));
  }

  /** A NUL-terminated string of at most `mostBytes` bytes. */
  zstr(mostBytes = 4096): string {
    const start = this.position_;
    let text = '';
    for (let count = 0; count <= mostBytes; count++) {
      const byte = this.u8();
      if (byte === 0) return text;
      text += String.fromCharCode(byte);
    }
    throw this.error('bad-value', `a name of more than ${mostBytes} bytes`, start);
  }

  skip(byteCount: number): void {
    this.require(byteCount);
    this.position_ += byteCount;
  }

  error(code: 'bad-value' | 'too-large', reason: string, at = this.position_): FormatError {
    return new FormatError(
      code,
      { section: this.section, offset: this.reportedOffset ?? at },
      reason,
      'The file is damaged here. Copy it again, or record again.',
    );
  }

  private require(byteCount: number): void {
    if (this.remaining < byteCount) throw this.truncated(byteCount, this.remaining);
  }

  private truncated(wanted: number, left: number): FormatError {
    return new FormatError(
      'truncated',
      { section: this.section, offset: this.reportedOffset ?? this.position_ },
      `needs ${wanted} bytes, ${left} left`,
      'The recording was probably cut short. Record again, or copy the whole file.',
    );
  }

  /** Makes the next bytes readable through `view`, which it may replace; returns where they start in it. */
  private claim(byteCount: number): number {
    this.require(byteCount);
    const start = this.position_;
    if (start < this.windowStart || start + byteCount > this.windowStart + this.window.length) {
      this.fill(byteCount);
    }
    this.position_ = start + byteCount;
    return start - this.windowStart;
  }

  private fill(byteCount: number): void {
    const wanted = Math.min(WINDOW_BYTES, this.remaining);
    const window = new Uint8Array(wanted);
    const got = this.source.read(window, this.position_);
    if (got < byteCount) throw this.truncated(byteCount, got);
    this.window = window.subarray(0, got);
    this.view = new DataView(window.buffer, 0, got);
    this.windowStart = this.position_;
  }
}
