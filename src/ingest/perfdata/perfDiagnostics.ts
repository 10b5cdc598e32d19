import { hex } from '../../base/hex';
import type { Diagnostic } from '../../formats/Diagnostic';
import type { SampleFaults } from './SampleFaults';

/** How recorders are told to keep what a tracepoint's fields are read from. */
const RECORD_RAW =
  "perf record -e 'kvm:*' -a keeps it when run as root (add -R where an older perf leaves it out)";

/** What was wrong with samples and losses, in words. */
export function perfDiagnostics(
  faults: SampleFaults,
  losses: { readonly lost: number; readonly lostSamples: number },
  droppedNames: number,
): readonly Diagnostic[] {
  const all: Diagnostic[] = [];
  const warn = (count: number, code: string, message: string): void => {
    if (count > 0) all.push({ severity: 'warning', code, message, offset: null });
  };
  const { unknownIds, tooShort, untimed, withoutRaw, unlistedCpus, late, mostLateNs } = faults;
  warn(
    withoutRaw,
    'no-raw-data',
    `${withoutRaw} samples of tracepoints were recorded without raw data (PERF_SAMPLE_RAW), which holds their fields: exits have no reasons. ${RECORD_RAW}.`,
  );
  warn(
    unknownIds,
    'unknown-event-ids',
    `${unknownIds} samples have the id of no event in the file and were left out. Copy the file again.`,
  );
  warn(
    tooShort,
    'undecodable-records',
    `${tooShort} samples are shorter than their own fields and were left out. Copy the file again.`,
  );
  warn(
    untimed,
    'no-time',
    `${untimed} samples have no time and are shown at the time of the sample recorded before them. Record without --no-timestamp.`,
  );
  const { misdated, firstMisdated } = faults;
  if (firstMisdated !== undefined) {
    const { offset, stamp } = firstMisdated;
    all.push({
      severity: 'warning',
      code: 'damaged-times',
      message: `${misdated} samples have a time more than a minute away from those before and behind them on the same host CPU, the first one at byte ${hex(offset)}: ${stamp} ns. They are shown at the time of the sample recorded before them. Copy the file again.`,
      offset,
    });
  }
  warn(
    unlistedCpus,
    'unlisted-cpu',
    `${unlistedCpus} samples name a host CPU that the recording does not have and are shown without one.`,
  );
  warn(
    late,
    'late-events',
    `${late} events stand so far behind later ones in the file that they could not be put in their place in time: they are shown up to ${mostLateNs} ns too late.`,
  );
  warn(
    droppedNames,
    'names-dropped',
    `The recording names more threads than are kept: ${droppedNames} names were left out, and threads may be shown under an older name.`,
  );
  const { lost, lostSamples } = losses;
  warn(
    lost > 0 ? Math.max(0, lostSamples - lost) : 0,
    'lost-samples',
    `The recorder counted ${lostSamples} lost samples at its end, but only ${lost} are told of where they were lost. The others may be missing anywhere, probably at the end of a buffer.`,
  );
  return all;
}
