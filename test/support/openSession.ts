import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { openSources } from '../../src/engine/openSources';
import { OpenTrace } from '../../src/engine/OpenTrace';
import { readThrough } from '../../src/engine/readThrough';
import { exitPasses } from '../../src/engine/passes';
import type { ExitPasses } from '../../src/engine/passes';
import { memorySource } from '../../src/formats/memorySource';
import type { RelationWish } from '../../src/ingest/relateClocks';

/** A file of a session, and what the user says of it. */
export interface SessionFile extends RelationWish {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type OpenedSession = OpenTrace & { readonly passes: ExitPasses };

/** Opens several recordings as one session and reads them to their end. */
export async function openedSession(...files: readonly SessionFile[]): Promise<OpenedSession> {
  const decompressor = await nodeDecompressor();
  const requests = files.map(({ name, bytes, ...wish }) => ({
    options: { source: memorySource(name, bytes), decompressor, tscKhz: undefined },
    ...wish,
  }));
  const trace = new OpenTrace({ open: () => openSources(requests), blocks: 'kept' });
  const passes = readThrough(trace, exitPasses(trace, trace.reader.fromNs));
  return Object.assign(trace, { passes });
}
