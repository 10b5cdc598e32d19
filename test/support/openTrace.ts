import { readFileSync } from 'node:fs';
import path from 'node:path';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { OpenTrace } from '../../src/engine/OpenTrace';
import { readThrough } from '../../src/engine/readThrough';
import { exitPasses } from '../../src/engine/passes';
import type { ExitPasses } from '../../src/engine/passes';
import type { OpenTraceOptions } from '../../src/engine/OpenTrace';
import type { Recording } from '../../src/ingest/Recording';
import { TraceDatRecording } from '../../src/ingest/tracedat/TraceDatRecording';
import type { ByteSource, Decompressor } from '../../src/formats/ByteSource';
import type { OpenSources } from '../../src/engine/SourceFile';
import { memorySource } from '../../src/formats/memorySource';

export const tracesFolder = path.join(__dirname, '../fixtures/traces');

/** A trace.dat that was read, with what the passes over it found. */
export type AnalysedTrace = OpenTrace &
  Pick<ExitPasses, 'directory' | 'exits'> & {
    readonly passes: ExitPasses;
    readonly recording: TraceDatRecording;
  };

export type OpenOptions = Partial<Omit<OpenTraceOptions, 'open'>> & { readonly tscKhz?: number };

/** A fixture's bytes, by its name without `.trace.dat`. */
export function fixtureBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(path.join(tracesFolder, `${name}.trace.dat`)));
}

/** Opens a trace that is in memory and reads it to its end; every block stays. */
export async function openedTrace(
  bytes: Uint8Array,
  options: OpenOptions = {},
): Promise<AnalysedTrace> {
  return openedWith(await nodeDecompressor(), bytes, options);
}

/** The same without waiting, for properties that open many. */
export function openedWith(
  decompressor: Decompressor,
  bytes: Uint8Array,
  { tscKhz, ...options }: OpenOptions = {},
  source: ByteSource = memorySource('made.trace.dat', bytes),
): AnalysedTrace {
  const recording = new TraceDatRecording({ source, decompressor, tscKhz });
  const trace = new OpenTrace({ blocks: 'kept', ...options, open: sourcesOf(recording) });
  const passes = exitPasses(trace, trace.reader.fromNs);
  readThrough(trace, passes);
  const { directory, exits } = passes;
  return Object.assign(trace, { passes, directory, exits, recording });
}

/** A session of one file in memory. */
export function sourcesOf(recording: Recording): OpenSources {
  const relation = { kind: 'reference', shiftNs: 0n, guestOf: undefined } as const;
  return () => [{ path: 'made.trace.dat', bytes: recording.totalBytes, recording, relation }];
}
