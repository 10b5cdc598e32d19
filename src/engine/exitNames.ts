import { exitReasonNames } from '../formats/tracefs/exitReasonNames';
import type { RecordedNames } from '../queries/exitRows';
import type { OpenTrace } from './OpenTrace';

/** Exit-reason names of the recording's own kvm_exit format; empty when it has none. */
export function exitNamesOf(trace: OpenTrace): RecordedNames {
  const format = trace.reader.kinds.find((kind) => kind.name === 'kvm_exit')?.format;
  return (format && exitReasonNames(format)) ?? {};
}
