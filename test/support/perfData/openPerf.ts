import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FileSource } from '../../../src/engine/node/FileSource';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { openSources } from '../../../src/engine/openSources';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { readThrough } from '../../../src/engine/readThrough';
import { exitPasses } from '../../../src/engine/passes';
import type { ExitPasses } from '../../../src/engine/passes';
import type { ByteSource, Decompressor } from '../../../src/formats/ByteSource';
import { memorySource } from '../../../src/formats/memorySource';
import type { OpenOptions } from '../openTrace';

export const perfFolder = path.join(__dirname, '../../fixtures/perf');

/** A recording that was read to its end, with what the passes over it found. */
export type ReadTrace = OpenTrace & { readonly passes: ExitPasses };

/** Opens what an editor or a command would, by its content, and reads it; every block stays. */
export function readSource(
  decompressor: Decompressor,
  source: ByteSource,
  options: OpenOptions = {},
): ReadTrace {
  const open = () => openSources([{ options: { source, decompressor, tscKhz: undefined } }]);
  const trace = new OpenTrace({ blocks: 'kept', ...options, open });
  const passes = readThrough(trace, exitPasses(trace, trace.reader.fromNs));
  return Object.assign(trace, { passes });
}

export async function readBytes(bytes: Uint8Array, options: OpenOptions = {}): Promise<ReadTrace> {
  return readSource(await nodeDecompressor(), memorySource('made.perf.data', bytes), options);
}

/** Reads a fixture, which may be a directory. */
export async function readFixture(name: string, options: OpenOptions = {}): Promise<ReadTrace> {
  const source = new FileSource(path.join(perfFolder, name));
  return readSource(await nodeDecompressor(), source, options);
}

export function perfFixtureBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(path.join(perfFolder, name)));
}
