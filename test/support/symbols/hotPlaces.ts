import { readFileSync } from 'node:fs';
import path from 'node:path';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { hotPasses } from '../../../src/engine/passes';
import type { HotPasses } from '../../../src/engine/passes';
import { hotNeeds } from '../../../src/engine/needs';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { readThrough } from '../../../src/engine/readThrough';
import { memorySource } from '../../../src/formats/memorySource';
import { TraceDatRecording } from '../../../src/ingest/tracedat/TraceDatRecording';
import { sourcesOf } from '../openTrace';

/** A trace.dat that was read for where its guests exit. */
export async function hotTrace(
  bytes: Uint8Array,
): Promise<{ readonly trace: OpenTrace; readonly passes: HotPasses }> {
  const decompressor = await nodeDecompressor();
  const source = memorySource('made.trace.dat', bytes);
  const recording = new TraceDatRecording({ source, decompressor, tscKhz: undefined });
  const trace = new OpenTrace({ ...hotNeeds, open: sourcesOf(recording) });
  return { trace, passes: readThrough(trace, hotPasses(trace)) };
}

/** The same of a recording in `test/fixtures`. */
export async function hotFixture(name: string): ReturnType<typeof hotTrace> {
  const file = path.join(__dirname, '../../fixtures', `${name}.trace.dat`);
  return hotTrace(new Uint8Array(readFileSync(file)));
}
