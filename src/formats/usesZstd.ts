import type { ByteSource } from './ByteSource';
import { isPerfData, mayBeCompressed } from './perfdata/readHeader';
import { readFully } from './readFully';
import { compressionOf } from './tracedat/readHeader';

const START_BYTES = 16;

/** Whether reading the file may take zstd, by its header. */
export function usesZstd(source: ByteSource): boolean {
  const start = new Uint8Array(START_BYTES);
  if (!isPerfData(start.subarray(0, readFully(source, start, 0)))) {
    return compressionOf(source) === 'zstd';
  }
  return mayBeCompressed(source);
}
