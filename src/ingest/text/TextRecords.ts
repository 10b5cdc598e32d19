import { CARRIAGE_RETURN, NEWLINE } from '../../formats/ascii';
import type { ByteSource } from '../../formats/ByteSource';
import { readFully } from '../../formats/readFully';
import { MOST_LINE_BYTES } from '../../formats/text/TextLines';
import type { RawRecord } from '../Recording';

/** Lines that are looked at together lie together. */
const WINDOW_BYTES = 1 << 16;

/** Finds the line of an event in the file again. */
export class TextRecords {
  private window = new Uint8Array(0);
  private windowStart = 0;

  /** `placeBytes`: what positions are rounded down to. */
  constructor(
    private readonly source: ByteSource,
    private readonly placeBytes: number,
  ) {}

  /** Undefined when the file cannot be read there any more. */
  line(position: number): RawRecord | undefined {
    const start = this.startNear(position);
    let to = this.endOfLine(start);
    if (to < 0) {
      this.load(start, MOST_LINE_BYTES);
      to = this.endOfLine(start);
    }
    const from = start - this.windowStart;
    if (to < 0) to = this.window.length;
    if (to > from && this.window[to - 1] === CARRIAGE_RETURN) to--;
    if (to <= from) return undefined;
    return { bytes: this.window.slice(from, to), fileOffset: start };
  }

  /** No event's line is as short as the unit: it is the last one that starts there. */
  private startNear(position: number): number {
    if (this.placeBytes === 1) return position;
    const before = Math.max(0, position - 1);
    this.load(before, this.placeBytes);
    const from = before - this.windowStart;
    const newline = this.window.subarray(0, from + this.placeBytes).lastIndexOf(NEWLINE);
    return newline < from ? position : this.windowStart + newline + 1;
  }

  private endOfLine(start: number): number {
    const from = start - this.windowStart;
    return from < 0 || from >= this.window.length ? -1 : this.window.indexOf(NEWLINE, from);
  }

  /** Makes `count` bytes from `start` on readable, as far as the file has them. */
  private load(start: number, count: number): void {
    const end = this.windowStart + this.window.length;
    const isHeld = start >= this.windowStart && start + count <= end;
    if (isHeld) return;
    const bytes = new Uint8Array(Math.max(WINDOW_BYTES, count));
    this.window = bytes.subarray(0, readFully(this.source, bytes, start));
    this.windowStart = start;
  }
}
