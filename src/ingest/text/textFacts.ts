import type { Diagnostic } from '../../formats/Diagnostic';
import type { RecordingFacts } from '../Recording';
import { MOST_BYTES_BEFORE_EVENT } from './textSurvey';
import type { TextSurvey } from './textSurvey';
import type { ThreadsBy } from './threadNumbers';

const PRINT_TID = 'Print the column tid (perf script -F +tid).';

/** What a text says of itself; `seenCpus`: host CPUs that occur in it. */
export function textFacts(
  { format, header, hasFlags }: TextSurvey,
  seenCpus: number,
): RecordingFacts {
  return {
    format,
    version: undefined,
    compression: undefined,
    kernel: header.kernel,
    hostCpus: header.hostCpus ?? (seenCpus === 0 ? undefined : seenCpus),
    guests: [],
    lacksFlags: !hasFlags,
  };
}

/** What the first lines say of events that are not in the text, and of what could not be found. */
export function surveyDiagnostics({
  header,
  first,
  recordings,
}: TextSurvey): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (header.overwritten > 0) {
    const message = `The header counts ${header.overwritten} events that were overwritten before the text was taken: it begins in the middle of the recording.`;
    found.push({ severity: 'info', code: 'overrun', message, offset: null });
  }
  if (recordings > 1) {
    const message = `The text lists ${recordings} recordings together. A thread id means another thread in each of them, and here they are not told apart: open the recordings themselves, or a text of each.`;
    found.push({ severity: 'warning', code: 'several-recordings', message, offset: null });
  }
  if (first === undefined) {
    const mb = MOST_BYTES_BEFORE_EVENT / 2 ** 20;
    const message = `The text has the header of an export and, in its first ${mb} MB, no event. Export the recording again.`;
    found.push({ severity: 'warning', code: 'no-events', message, offset: null });
  }
  return found;
}

/** `unnumbered`: events whose lines have no thread id. */
export function threadDiagnostics(unnumbered: number, threadsBy: ThreadsBy): readonly Diagnostic[] {
  if (unnumbered === 0) return [];
  const lines = `The lines of ${unnumbered} events`;
  if (threadsBy === 'number') {
    const message = `${lines} do not tell the id of the thread, which is then known by its name at most: threads of one name, as VMs of one kind have them, are taken for one. ${PRINT_TID}`;
    return [{ severity: 'info', code: 'no-thread-ids', message, offset: null }];
  }
  const evidence = 'what would be one thread enters a guest on several vCPUs at once';
  const rest =
    threadsBy === 'name'
      ? 'Threads are known by their names within a process.'
      : 'Names do not tell the threads apart either: the thread of an event is not recorded, and of exits only those that name their vCPU are paired with entries.';
  const message = `${lines} tell no thread, at most the process: ${evidence}. ${rest} ${PRINT_TID}`;
  return [{ severity: 'warning', code: 'process-ids', message, offset: null }];
}
