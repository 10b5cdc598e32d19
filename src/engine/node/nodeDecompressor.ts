import { inflateSync } from 'node:zlib';
import type { ByteSource, Decompressor } from '../../formats/ByteSource';
import { usesZstd } from '../../formats/usesZstd';
import { wasmZstd } from './wasmZstd';

/**
 * zlib by Node, zstd by WebAssembly: Node itself has zstd only from 22.15 on, and is slower on the
 * small frames of a trace.dat.
 */
export async function nodeDecompressor(): Promise<Decompressor> {
  const { block, stream } = await wasmZstd();
  return { zlib, zstd: block, zstdStream: stream };
}

/** What the file needs: to set zstd up takes as long as to read half a million events without it. */
export async function decompressorOf(source: ByteSource): Promise<Decompressor> {
  if (usesZstd(source)) return nodeDecompressor();
  const refuse = (): never => {
    throw new Error('the file header names no zstd');
  };
  return { zlib, zstd: refuse, zstdStream: refuse };
}

function zlib(packed: Uint8Array, size: number): Uint8Array {
  // One byte over the stated size is let through, so that a larger result is seen as wrong.
  const bytes = inflateSync(packed, { maxOutputLength: size + 1 });
  // A Buffer's `slice` does not copy, a Uint8Array's does: callers rely on the latter.
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
