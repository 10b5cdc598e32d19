import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import type { SessionHandlers } from '../../src/engine/SessionApi';
import { memorySource } from '../../src/formats/memorySource';
import { madeSession } from './madeSession';
import { fixtureBytes } from './openTrace';

/** What answers the questions about a fixture once it is loaded, as the editor's worker does. */
export async function loadedSession(fixture: string): Promise<SessionHandlers> {
  const source = memorySource(`${fixture}.trace.dat`, fixtureBytes(fixture));
  const session = madeSession(source, await nodeDecompressor());
  await session.load();
  return session.handlers;
}
