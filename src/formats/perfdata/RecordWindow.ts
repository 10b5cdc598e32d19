import { isSwapped, wordsOf } from '../words';

/** A stretch of records in memory, which moves along with the reading. */
export interface RecordWindow {
  readonly memory: WindowMemory;
  /** Bytes that are filled. */
  readonly length: number;
  /** Where the first byte stands: in the file, or in what the compressed records inflate to. */
  readonly position: number;
  /** Moves the bytes from `at` on to the front and fills up behind them; false when nothing came. */
  advance(at: number): boolean;
}

/** A window's bytes as the file holds them, and as words in the machine's own byte order. */
export class WindowMemory {
  readonly bytes: Uint8Array;
  /** The same memory, unless words must be swapped. */
  readonly words: Uint32Array;
  private readonly swapped: Uint8Array | undefined;

  /** `length`: a multiple of 4. */
  constructor(
    readonly length: number,
    private readonly littleEndian: boolean,
  ) {
    this.bytes = new Uint8Array(length);
    this.swapped = isSwapped(littleEndian) ? new Uint8Array(length) : undefined;
    this.words = new Uint32Array((this.swapped ?? this.bytes).buffer);
  }

  /** Must follow a change of the first `length` bytes. */
  refreshWords(length: number): void {
    if (this.swapped === undefined) return;
    this.swapped.set(this.bytes.subarray(0, length));
    wordsOf(this.swapped.subarray(0, length + 3), this.littleEndian);
  }
}
