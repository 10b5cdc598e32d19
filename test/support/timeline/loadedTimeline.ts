import { IdleQueries } from '../../../src/engine/IdleQueries';
import { LoadedTrace } from '../../../src/engine/LoadedTrace';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { openSources } from '../../../src/engine/openSources';
import { TimelineQueries } from '../../../src/engine/TimelineQueries';
import { memorySource } from '../../../src/formats/memorySource';
import type { TracePart } from '../../../src/protocol/TracePart';

/** A trace that was read, its timeline, and what that is compared with. */
export interface LoadedTimeline {
  readonly trace: LoadedTrace;
  readonly idle: IdleQueries;
  readonly timeline: TimelineQueries;
}

/** Reads a trace.dat in memory to its end. */
export async function loadedTimeline(
  bytes: Uint8Array,
  part: TracePart = {},
): Promise<LoadedTimeline> {
  const decompressor = await nodeDecompressor();
  const source = memorySource('made.trace.dat', bytes);
  const open = (): ReturnType<typeof openSources> =>
    openSources([{ options: { source, decompressor, tscKhz: undefined } }]);
  const trace = new LoadedTrace({ open, part });
  while (trace.read(1 << 20));
  const timeline = new TimelineQueries(trace, () => Promise.resolve());
  const idle = new IdleQueries({ rows: trace.rows, passes: trace.passes, part });
  await timeline.complete(idle);
  return { trace, idle, timeline };
}
