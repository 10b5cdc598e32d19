import { exitReasonNames } from '../queries/exitReasonNames';
import type { RecordedExitNames } from '../kvm/exitReasons';
import type { OpenTrace } from './OpenTrace';

/** Exit-reason names of the recording's own kvm_exit format; empty when it has none. */
export function exitNamesOf(trace: OpenTrace): RecordedExitNames {
  const format = trace.reader.kinds.find((kind) => kind.name === 'kvm_exit')?.format;
  return (format && exitReasonNames(format)) ?? {};
}
