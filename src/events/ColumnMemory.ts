/** Where columns get their memory. What a new column holds is not said. */
export interface ColumnMemory {
  /** The columns of a block that is finished may be used again, where blocks do not stay. */
  endBlock(): void;
  uint8(length: number): Uint8Array<ArrayBuffer>;
  uint16(length: number): Uint16Array<ArrayBuffer>;
  uint32(length: number): Uint32Array<ArrayBuffer>;
  int32(length: number): Int32Array<ArrayBuffer>;
  float64(length: number): Float64Array<ArrayBuffer>;
}

/** Each column for itself: for blocks that stay for a while. */
export const singleColumns: ColumnMemory = {
  endBlock: () => undefined,
  uint8: (length) => new Uint8Array(length),
  uint16: (length) => new Uint16Array(length),
  uint32: (length) => new Uint32Array(length),
  int32: (length) => new Int32Array(length),
  float64: (length) => new Float64Array(length),
};

const FIRST_SLAB_BYTES = 1 << 20;
const MOST_SLAB_BYTES = 64 << 20;
const GROWTH = 4;
const ALIGNMENT = 8;

/**
 * Columns cut out of large slabs, for blocks that stay as long as the trace. C libraries give an
 * allocation above 32 MiB back to the system when it is freed, but hold on to thousands of small
 * ones: without slabs, the memory of a closed trace stayed with the process. Pages of a slab that
 * are not used yet cost nothing.
 */
export class ColumnSlabs implements ColumnMemory {
  private slab = new ArrayBuffer(0);
  private used = 0;
  private nextBytes = FIRST_SLAB_BYTES;

  /** `reused`: columns are valid until the block after theirs is built. */
  constructor(private readonly blocks: 'kept' | 'reused') {}

  endBlock(): void {
    if (this.blocks === 'reused') this.used = 0;
  }

  uint8(length: number): Uint8Array<ArrayBuffer> {
    const offset = this.claim(length);
    return new Uint8Array(this.slab, offset, length);
  }

  uint16(length: number): Uint16Array<ArrayBuffer> {
    const offset = this.claim(length * 2);
    return new Uint16Array(this.slab, offset, length);
  }

  uint32(length: number): Uint32Array<ArrayBuffer> {
    const offset = this.claim(length * 4);
    return new Uint32Array(this.slab, offset, length);
  }

  int32(length: number): Int32Array<ArrayBuffer> {
    const offset = this.claim(length * 4);
    return new Int32Array(this.slab, offset, length);
  }

  float64(length: number): Float64Array<ArrayBuffer> {
    const offset = this.claim(length * 8);
    return new Float64Array(this.slab, offset, length);
  }

  /** Makes room in the current slab, which it may replace; returns where it starts. */
  private claim(bytes: number): number {
    if (this.used + bytes > this.slab.byteLength) {
      this.slab = new ArrayBuffer(Math.max(bytes, this.nextBytes));
      this.nextBytes = Math.min(this.nextBytes * GROWTH, MOST_SLAB_BYTES);
      this.used = 0;
    }
    const offset = this.used;
    this.used += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    return offset;
  }
}
