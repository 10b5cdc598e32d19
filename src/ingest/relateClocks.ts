import type { ClockPairing, Recording } from './Recording';

/** What the user says of a recording. */
export interface RelationWish {
  /** Added to its times: in units of its clock before they are converted, or in ns. */
  readonly shift?: { readonly by: bigint; readonly unit: 'ns' | 'clock' } | undefined;
  /** It was made in a guest of the recording that the others are related to. */
  readonly isGuest?: boolean | undefined;
}

/** How a recording's times became times of the session. */
export interface ClockRelation {
  /**
   * `reference`: it sets the session's clock. `recorded`: trace-cmd measured how far the clocks are
   * apart. `user`: the user said it. `assumed`: both have a clock of one kind, and are taken for one
   * machine's. `unknown`: nothing relates the clocks, and both recordings are shown from one start.
   */
  readonly kind: 'reference' | 'recorded' | 'user' | 'assumed' | 'unknown';
  /** Added to the times the recording gives, ns. */
  readonly shiftNs: bigint;
  /** Number of the host's recording; undefined where the recording is not known to be a guest's. */
  readonly guestOf: number | undefined;
}

/** Clocks that count from the same moment, and drift apart by microseconds at most: all read sched_clock. */
const SCHED_CLOCKS: ReadonlySet<string> = new Set(['local', 'global', 'perf']);
const TSC_CLOCKS: ReadonlySet<string> = new Set(['x86-tsc', 'tsc2nsec']);
/** Times this far apart (52 days) are of clocks that count from other moments, and are no exact doubles. */
const MOST_APART_NS = 2n ** 52n;

/** The user's shift does not go with the recording's clock. */
export class ClockShiftError extends Error {
  override readonly name = 'ClockShiftError';

  constructor(
    message: string,
    /** Number of the recording. */
    readonly source: number,
  ) {
    super(message);
  }
}

/**
 * Puts all recordings onto one clock, that of the host where one is known, else of the first. Throws
 * a `ClockShiftError` for a shift in ns of a clock that counts cycles.
 */
export function relateClocks(
  recordings: readonly Recording[],
  wishes: readonly RelationWish[],
): readonly ClockRelation[] {
  const reference = referenceOf(recordings);
  const host = recordings[reference]!;
  const isMoved = recordings.map((recording, source) =>
    moveStamps(recording, host, wishes[source]),
  );
  return recordings.map((recording, source) => {
    const { shift, isGuest = false } = wishes[source] ?? {};
    const shiftNs = nsShift(recording, shift, source);
    if (source === reference) return { kind: 'reference', shiftNs, guestOf: undefined };
    const guestOf = isGuest || isGuestOf(recording, host) ? reference : undefined;
    if (isMoved[source] === true) return { kind: 'recorded', shiftNs, guestOf };
    if (shift !== undefined) return { kind: 'user', shiftNs, guestOf };
    const apart = startApart(recording, host);
    const isNear = -MOST_APART_NS < apart && apart < MOST_APART_NS;
    // A guest has clocks of its own, whatever they are called.
    const isOwn = namesAbsentHost(recording, recordings) || namesAbsentHost(host, recordings);
    if (guestOf === undefined && !isOwn && isNear && isSameClock(recording, host)) {
      return { kind: 'assumed', shiftNs, guestOf };
    }
    return { kind: 'unknown', shiftNs: apart, guestOf };
  });
}

/** The host that another recording is a guest of; else the first. */
function referenceOf(recordings: readonly Recording[]): number {
  const host = recordings.findIndex((candidate) =>
    recordings.some((other) => other !== candidate && isGuestOf(other, candidate)),
  );
  return Math.max(0, host);
}

/** Whether one of them says that the first was made in a guest of the second's machine. */
export function isGuestOf({ pairing }: Recording, host: Recording): boolean {
  const hostId = host.pairing?.traceId;
  if (hostId !== undefined && pairing?.recorded?.hostTraceId === hostId) return true;
  const { traceId } = pairing ?? {};
  return traceId !== undefined && host.facts.guests.some((guest) => guest.traceId === traceId);
}

/** Moves stamps that are not times yet; tells whether the recording itself says how far. */
function moveStamps(
  recording: Recording,
  host: Recording,
  wish: RelationWish | undefined,
): boolean {
  const { pairing } = recording;
  const by = wish?.shift?.unit === 'clock' ? wish.shift.by : 0n;
  const isRecorded = pairing !== undefined && isShiftedTo(pairing, host);
  if (isRecorded || by !== 0n) {
    const hostConversion = host.pairing?.tscConversion;
    pairing?.move({ asRecorded: isRecorded ? { hostConversion } : undefined, by });
  }
  return isRecorded;
}

function isShiftedTo({ recorded }: ClockPairing, host: Recording): boolean {
  return recorded !== undefined && recorded.hostTraceId === host.pairing?.traceId;
}

/** It says how far its clock is from that of a host whose recording is not there: no other one has that clock. */
export function namesAbsentHost({ pairing }: Recording, recordings: readonly Recording[]): boolean {
  const hostId = pairing?.recorded?.hostTraceId;
  return hostId !== undefined && !recordings.some((other) => other.pairing?.traceId === hostId);
}

/** What is left to add once stamps are times. */
function nsShift(
  { clock, pairing }: Recording,
  shift: RelationWish['shift'],
  source: number,
): bigint {
  if (shift === undefined) return 0n;
  if (shift.unit === 'clock') return pairing === undefined ? shift.by : 0n;
  if (clock.unit === 'cycles') {
    const name = clock.name ?? 'unnamed';
    throw new ClockShiftError(
      `its clock (${name}) counts cycles of unknown length. Give the shift as a plain number of cycles.`,
      source,
    );
  }
  return shift.by;
}

/** By how much the recording starts too early to start with the host. */
function startApart({ clock }: Recording, host: Recording): bigint {
  const { first } = clock;
  return first === undefined || host.clock.first === undefined ? 0n : host.clock.first - first;
}

/**
 * A clock that nothing names is taken for the other's, as texts do not say theirs; but not for one that
 * counts the TSC, which is another one in each guest.
 */
function isSameClock({ clock }: Recording, host: Recording): boolean {
  if (clock.unit !== host.clock.unit) return false;
  const [a, b] = [clock.name, host.clock.name];
  if (a === undefined || b === undefined) return !TSC_CLOCKS.has(a ?? b ?? '');
  if (a === b) return true;
  return SCHED_CLOCKS.has(a) && SCHED_CLOCKS.has(b);
}
