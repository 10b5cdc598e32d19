import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { openSources } from '../../src/engine/openSources';
import type { SessionHandlers } from '../../src/engine/SessionApi';
import { TraceSession } from '../../src/engine/TraceSession';
import { memorySource } from '../../src/formats/memorySource';
import { noSymbolFiles } from './noSymbolFiles';
import { fixtureBytes } from './openTrace';

/** What answers the questions about a fixture once it is loaded, as the editor's worker does. */
export async function loadedSession(fixture: string): Promise<SessionHandlers> {
  const decompressor = await nodeDecompressor();
  const bytes = fixtureBytes(fixture);
  const source = memorySource(`${fixture}.trace.dat`, bytes);
  const session = new TraceSession({
    open: () => openSources([{ options: { source, decompressor, tscKhz: undefined } }]),
    totalBytes: bytes.length,
    memoryLimitBytes: 1 << 30,
    onLoad: () => undefined,
    breathe: () => Promise.resolve(),
    companions: [],
    problems: () => [],
    nearby: () => Promise.resolve([]),
    symbolFiles: noSymbolFiles,
  });
  await session.load();
  return session.handlers;
}
