/** A file that is read in ranges, never as a whole. Reads are synchronous: they run in a worker. */
export interface ByteSource {
  /** Path or name, as messages show it. */
  readonly name: string;
  /** Bytes when the file was opened. */
  readonly size: number;
  /** Reads at most `target.length` bytes from `offset` on; returns how many bytes were read (0 at the end). */
  read(target: Uint8Array, offset: number): number;
}

/** Inflates one independent block. Throws when the block is damaged or does not have `size` bytes. */
export interface Decompressor {
  zlib(packed: Uint8Array, size: number): Uint8Array;
  zstd(packed: Uint8Array, size: number): Uint8Array;
}
