import { exitReasonNames } from '../queries/exitReasonNames';
import type { RecordedExitNames } from '../kvm/exitReasons';
import type { OpenTrace } from './OpenTrace';

/** Exit-reason names of the recording's own kvm_exit format, or as its rows spell them; empty when it has none. */
export function exitNamesOf({
  reader,
  sources,
}: Pick<OpenTrace, 'reader' | 'sources'>): RecordedExitNames {
  const kind = reader.kinds.find(({ name }) => name === 'kvm_exit');
  if (kind === undefined) return {};
  if (kind.format === undefined) return sources[kind.source]?.recording.exitNames ?? {};
  return exitReasonNames(kind.format) ?? {};
}
