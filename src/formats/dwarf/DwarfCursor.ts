import { hex } from '../../base/hex';
import { signedAddress } from '../../base/signedAddress';
import { TWO_32 } from '../../base/twoTo32';
import type { ByteSource } from '../ByteSource';
import { FormatError } from '../FormatError';
import type { FormatErrorCode } from '../FormatError';
import { readFully } from '../readFully';
import { latin1 } from '../text';

/** Names of C++ and Rust reach thousands of bytes; nothing sane is longer. */
const MOST_STRING_BYTES = 65_536;
const EMPTY = new Uint8Array(0);

/**
 * Reads one section of debug information: LEB128 numbers, addresses and offsets of either width.
 * Works on a window of the section, whose memory it keeps; offsets are from the section's start,
 * as readelf and llvm-dwarfdump print them. Little-endian, as x86 is.
 */
export class DwarfCursor {
  private buffer = EMPTY;
  private window = EMPTY;
  private view = new DataView(EMPTY.buffer);
  private windowStart = 0;
  /** Index in the window. */
  private at = 0;
  /** First index in the window that is not to be read, because the window or the range ends. */
  private limit = 0;
  private end: number;

  constructor(
    private readonly source: ByteSource,
    readonly section: string,
    private readonly windowBytes: number,
  ) {
    this.end = source.size;
  }

  get size(): number {
    return this.source.size;
  }

  get position(): number {
    return this.windowStart + this.at;
  }

  get remaining(): number {
    return this.end - this.position;
  }

  /** Goes to a byte of the section, and reads no further than `end`. */
  moveTo(offset: number, end = this.source.size): void {
    if (!(offset >= 0 && offset <= this.source.size)) {
      throw this.error('bad-value', `points past the section's ${this.source.size} bytes`, offset);
    }
    this.end = Math.min(end, this.source.size);
    const inWindow = offset - this.windowStart;
    if (inWindow < 0 || inWindow > this.window.length) {
      this.window = EMPTY;
      this.windowStart = offset;
      this.at = 0;
    } else {
      this.at = inWindow;
    }
    this.setLimit();
  }

  u8(): number {
    if (this.at >= this.limit) this.fill(1);
    return this.window[this.at++]!;
  }

  u16(): number {
    const at = this.claim(2);
    return this.view.getUint16(at, true);
  }

  u24(): number {
    const at = this.claim(3);
    return this.window[at]! | (this.window[at + 1]! << 8) | (this.window[at + 2]! << 16);
  }

  u32(): number {
    const at = this.claim(4);
    return this.view.getUint32(at, true);
  }

  /** Exact up to 2^53; what is larger is no size or offset of a file, and is refused where used as one. */
  u64(): number {
    const at = this.claim(8);
    return this.view.getUint32(at + 4, true) * TWO_32 + this.view.getUint32(at, true);
  }

  /** An offset into a section: 4 bytes in DWARF32, 8 in DWARF64. */
  offset(byteCount: number): number {
    return byteCount === 8 ? this.u64() : this.u32();
  }

  /** An address as `signedAddress` holds it. */
  address(byteCount: number): number {
    switch (byteCount) {
      case 8: {
        const at = this.claim(8);
        return signedAddress(this.view.getUint32(at + 4, true), this.view.getUint32(at, true));
      }
      case 4:
        return this.u32();
      case 2:
        return this.u16();
      default:
        throw this.error('unsupported', `addresses of ${byteCount} bytes`);
    }
  }

  uleb(): number {
    const first = this.u8();
    // Most numbers take one byte, and need no double.
    if (first < 0x80) return first;
    let value = first & 0x7f;
    let scale = 128;
    for (let count = 1; count < 10; count++) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw this.error('bad-value', 'a LEB128 number of more than 10 bytes');
  }

  sleb(): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 10; count++) {
      const byte = this.u8();
      // The sign goes in with the last group: a sum over all of them could outgrow a double.
      if (byte < 0x80) return value + (byte & 0x40 ? byte - 0x80 : byte) * scale;
      value += (byte & 0x7f) * scale;
      scale *= 128;
    }
    throw this.error('bad-value', 'a LEB128 number of more than 10 bytes');
  }

  skipLeb(): void {
    while (this.u8() >= 0x80);
  }

  skip(byteCount: number): void {
    if (byteCount <= this.limit - this.at) {
      this.at += byteCount;
      return;
    }
    if (byteCount > this.remaining) throw this.truncated(byteCount);
    this.moveTo(this.position + byteCount, this.end);
  }

  /** Text up to its NUL: bytes, one character each. */
  string(): string {
    const start = this.position;
    let text = '';
    for (;;) {
      if (this.at >= this.limit) this.fill(1);
      const nul = this.window.subarray(0, this.limit).indexOf(0, this.at);
      const stop = nul < 0 ? this.limit : nul;
      text += latin1(this.window.subarray(this.at, stop));
      this.at = stop;
      if (nul >= 0) {
        this.at++;
        return text;
      }
      if (text.length > MOST_STRING_BYTES) {
        throw this.error('too-large', `text of more than ${MOST_STRING_BYTES} bytes`, start);
      }
    }
  }

  skipString(): void {
    for (;;) {
      if (this.at >= this.limit) this.fill(1);
      const nul = this.window.indexOf(0, this.at);
      if (nul >= 0 && nul < this.limit) {
        this.at = nul + 1;
        return;
      }
      this.at = this.limit;
    }
  }

  error(code: FormatErrorCode, reason: string, at = this.position): FormatError {
    return new FormatError(
      code,
      { section: this.section, offset: at },
      reason,
      'The debug information is damaged here. Copy the image again, or build it again.',
    );
  }

  private claim(byteCount: number): number {
    if (this.at + byteCount > this.limit) this.fill(byteCount);
    const start = this.at;
    this.at += byteCount;
    return start;
  }

  private setLimit(): void {
    this.limit = Math.min(this.window.length, this.end - this.windowStart);
  }

  /** Moves the window so that the next bytes are in it. */
  private fill(byteCount: number): void {
    const start = this.position;
    if (byteCount > this.remaining) throw this.truncated(byteCount);
    if (this.buffer.length === 0) {
      this.buffer = new Uint8Array(Math.min(this.windowBytes, this.source.size));
      this.view = new DataView(this.buffer.buffer);
    }
    // A walk ends where its unit does.
    const wanted = this.buffer.subarray(0, this.end - start);
    const got = readFully(this.source, wanted, start);
    this.window = this.buffer.subarray(0, got);
    this.windowStart = start;
    this.at = 0;
    this.setLimit();
    if (got < byteCount) throw this.truncated(byteCount);
  }

  private truncated(byteCount: number): FormatError {
    return this.error(
      'truncated',
      `needs ${byteCount} bytes, ${Math.max(0, this.remaining)} left before ${hex(this.end)}`,
    );
  }
}
