import type { LinePayloads } from '../LinePayloads';
import { readTraceLine } from '../readTraceLine';
import type { EventLine, TraceLine } from '../traceLine';
import { unquoted } from '../unquoted';
import { isGapMark } from './isGapMark';

/** A line of a trace, and the lines of the text that it stands in: a mailer may have wrapped it. */
export interface JoinedLine {
  readonly line: TraceLine;
  readonly first: number;
  readonly last: number;
}

/** A payload of 300 characters, wrapped at 72. */
const MOST_CONTINUATIONS = 4;
/** A thread's name, as far as its first line can hold it. */
const MOST_NAME_CHARACTERS = 15;

/**
 * Reads lines and puts together again what was wrapped: a payload that goes on in the next lines, and
 * a prefix that broke at one of its blanks. Only what tells more of an event together is joined.
 */
export function joinLines(
  texts: readonly string[],
  read: readonly TraceLine[],
  payloads: LinePayloads,
): readonly JoinedLine[] {
  const joined: JoinedLine[] = [];
  for (let first = 0; first < texts.length;) {
    const { line, last } = withContinuations(withPrefix(texts, read, first), texts, read, payloads);
    joined.push({ line, first, last });
    first = last + 1;
  }
  return joined;
}

function withPrefix(
  texts: readonly string[],
  read: readonly TraceLine[],
  first: number,
): { readonly line: TraceLine; readonly last: number } {
  const line = read[first]!;
  const next = read[first + 1];
  if (next === undefined || (line.kind !== 'other' && line.kind !== 'foreign')) {
    return { line, last: first };
  }
  const start = unquoted(texts[first]!);
  const together = readTraceLine(`${start} ${unquoted(texts[first + 1]!)}`);
  const isBetter = hasThread(together) && (!hasThread(next) || isStartOfName(start, together.comm));
  return isBetter ? { line: together, last: first + 1 } : { line, last: first };
}

function hasThread(line: TraceLine): line is EventLine {
  return line.kind === 'event' && line.tid !== undefined;
}

/** `CPU` of `CPU 0/KVM`: of names with a blank only those that VMMs give their vCPU threads. */
function isStartOfName(start: string, comm: string | undefined): boolean {
  const isVcpuName = comm !== undefined && /^(?:CPU|vcpu|fc_vcpu) \d/.test(comm);
  return start.length <= MOST_NAME_CHARACTERS && isVcpuName && comm.startsWith(start);
}

function withContinuations(
  { line, last }: { readonly line: TraceLine; readonly last: number },
  texts: readonly string[],
  read: readonly TraceLine[],
  payloads: LinePayloads,
): { readonly line: TraceLine; readonly last: number } {
  if (line.kind !== 'event') return { line, last };
  const candidates: EventLine[] = [];
  for (let at = last + 1; at <= last + MOST_CONTINUATIONS; at++) {
    if (read[at]?.kind !== 'other' || isGapMark(texts[at]!)) break;
    const before = candidates.at(-1) ?? line;
    candidates.push({ ...line, payload: `${before.payload} ${unquoted(texts[at]!)}`.trim() });
  }
  return candidates.reduce(
    (best, candidate, index) =>
      payloads.read(candidate).ownCount > payloads.read(best.line).ownCount
        ? { line: candidate, last: last + 1 + index }
        : best,
    { line, last },
  );
}
