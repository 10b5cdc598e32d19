import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import { isPerfData } from '../../src/formats/perfdata/readHeader';
import { isTraceDat } from '../../src/formats/tracedat/readHeader';

/** Recordings under a folder, by what they hold. */
export interface Recordings {
  readonly traceDats: readonly string[];
  /** A directory that perf record --threads wrote stands for its files. */
  readonly perfData: readonly string[];
}

/** Finds them by their first bytes, in all folders below. */
export function recordingsUnder(folder: string): Recordings {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const perfData = files.filter((file) => isPerfData(firstBytes(file)));
  return {
    traceDats: files.filter((file) => file.endsWith('.dat') && isTraceDat(firstBytes(file))),
    perfData: perfData.map((file) => (path.basename(file) === 'data' ? path.dirname(file) : file)),
  };
}

function firstBytes(file: string): Uint8Array {
  const bytes = new Uint8Array(16);
  const descriptor = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}
