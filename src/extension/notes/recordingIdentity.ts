import { baseName } from '../../base/baseName';
import type { RecordingIdentity } from '../../notes/NotesContent';
import type { TraceEngine } from '../TraceEngine';
import { untilLoaded } from '../untilLoaded';

/** What the recording is that a document shows, as soon as its first event is read; undefined: nothing of it can be. */
export async function recordingIdentity(
  engine: TraceEngine,
  closed: AbortSignal,
): Promise<RecordingIdentity | undefined> {
  const { facts: soFar } = await engine.call('traceFacts', {});
  const facts = soFar?.t0Ns == null ? await untilLoaded(engine, closed) : soFar;
  const [own] = facts?.sources ?? [];
  if (facts === undefined || own === undefined) return undefined;
  return {
    name: baseName(own.path),
    bytes: own.fileBytes,
    t0Ns: facts.t0Ns,
    unit: own.clock.unit,
  };
}
