import type { RecordingIdentity } from './NotesContent';

/** How times that were noted on one recording are found in what is shown. */
export interface TimeRelation {
  /** Added to a noted time. */
  readonly shiftNs: number;
  /** Why they may not be what they were noted on, in words; undefined: they are. */
  readonly doubt: string | undefined;
}

/**
 * A file of the same size, or with the same first stamp, is taken for the same recording: it may have
 * been renamed, or cut at its end. Beside other recordings, or after its clock was shifted, its session
 * begins elsewhere, and absolute times relate the two.
 */
export function relateTimes(
  noted: RecordingIdentity | undefined,
  shown: RecordingIdentity,
): TimeRelation {
  if (noted === undefined) return { shiftNs: 0, doubt: undefined };
  const hasSameStart = noted.t0Ns !== null && noted.t0Ns === shown.t0Ns;
  if (!hasSameStart && noted.bytes !== shown.bytes) {
    const doubt = `They were made for another recording: ${noted.name}, ${noted.bytes.toLocaleString('en-US')} bytes.`;
    return { shiftNs: 0, doubt };
  }
  if (noted.unit !== shown.unit) {
    const doubt = `Their times are in ${noted.unit} and the recording is shown in ${shown.unit}: they are not where they were made.`;
    return { shiftNs: 0, doubt };
  }
  return { shiftNs: startDifference(noted.t0Ns, shown.t0Ns), doubt: undefined };
}

/** ns from the second start to the first, decimal stamps; 0: it cannot be told. */
export function startDifference(from: string | null, to: string | null): number {
  if (from === null || to === null) return 0;
  const difference = Number(BigInt(from) - BigInt(to));
  return Number.isSafeInteger(difference) ? difference : 0;
}
