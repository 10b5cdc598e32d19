import { readFileSync } from 'node:fs';
import path from 'node:path';
import { factsOf } from '../../../src/engine/factsOf';
import { idlePasses } from '../../../src/engine/passes';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { openSources } from '../../../src/engine/openSources';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { readThrough } from '../../../src/engine/readThrough';
import { reportSource } from '../../../src/engine/reportSource';
import { memorySource } from '../../../src/formats/memorySource';
import type { ReportSource } from '../../../src/queries/idle/ReportSource';

/** What a report is made of, of a recording among the fixtures. */
export async function reportOf(fixture: string): Promise<ReportSource> {
  const bytes = new Uint8Array(readFileSync(path.join(__dirname, '../../fixtures', fixture)));
  const source = memorySource(fixture, bytes);
  const decompressor = await nodeDecompressor();
  const open = (): ReturnType<typeof openSources> =>
    openSources([{ options: { source, decompressor, tscKhz: undefined } }]);
  const trace = new OpenTrace({ blocks: 'reused', open });
  const passes = readThrough(trace, idlePasses(trace, 0));
  return reportSource(trace, passes, factsOf(trace, passes));
}
