/** A file that is read in ranges, never as a whole. Reads are synchronous: they run in a worker. */
export interface ByteSource {
  /** Path or name, as messages show it. */
  readonly name: string;
  /** Bytes when the file was opened. */
  readonly size: number;
  /** The other files of a recording that is a directory: `data.0`, `data.1`, … beside this `data`. */
  readonly parts?: readonly ByteSource[];
  /** Reads at most `target.length` bytes from `offset` on; returns how many bytes were read (0 at the end). */
  read(target: Uint8Array, offset: number): number;
}

/** Bytes of all files of a recording. */
export function recordingBytes({ size, parts = [] }: ByteSource): number {
  return parts.reduce((sum, part) => sum + part.size, size);
}

/** Inflates what recordings are packed with. */
export interface Decompressor {
  /** One independent block. Throws when it is damaged or does not have `size` bytes. */
  zlib(packed: Uint8Array, size: number): Uint8Array;
  zstd(packed: Uint8Array, size: number): Uint8Array;
  /** A stream that arrives in pieces. Throws when there is no memory for one. */
  zstdStream(): ZstdStream;
}

/** One zstd stream. Its memory is given back by `close` only. */
export interface ZstdStream {
  /** Takes the next piece in, which stays the caller's; all before it must have been read. */
  feed(packed: Uint8Array): void;
  /** Writes what the pieces inflate to; returns how many bytes, 0 when all was read. Throws when they are damaged. */
  read(target: Uint8Array): number;
  close(): void;
}
