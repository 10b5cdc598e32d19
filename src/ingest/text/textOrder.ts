import type { ByteSource } from '../../formats/ByteSource';
import { LinePrefix } from '../../formats/text/LinePrefix';
import { TextLines } from '../../formats/text/TextLines';
import { LargestSteps } from './LargestSteps';
import type { TextStamp } from './textSurvey';

/** What a text of so many bytes is looked at for first: at most so many lines, and none closer together. */
const MOST_PROBES = 1024;
const LEAST_PROBE_DISTANCE = 1 << 16;
/** The last line lies so near to the end, behind whatever is no event. */
const END_BYTES = 1 << 14;
/** A host has about so many CPUs; each run costs a buffer of lines. */
const MOST_RUNS = 512;
/** Lines that are sorted in any case, see `SortedBatches`. */
const LINES_IN_ANY_ORDER = 1 << 14;
/** More lines of all that go back than this share are in no order of time, however the text is cut. */
const LINES_A_STEP_BACK = 8;

/** How the lines of a text follow one another in time. */
export interface TextOrder {
  /** The earliest stamp. */
  readonly first: TextStamp;
  /** Bytes where a run of lines starts that are in order of time by themselves: one a host CPU where texts stand behind one another. */
  readonly runs: readonly number[];
  /** No such runs are there. */
  readonly isUnsorted: boolean;
}

/**
 * `first`: the earliest stamp of the lines that stand first. Looks at few lines, and at all of them only where
 * these are not in order: what several CPUs wrote may stand CPU by CPU (`cat per_cpu/cpu*\/trace`).
 */
export function textOrder(source: ByteSource, first: TextStamp): TextOrder {
  return isInOrder(source, first)
    ? { first, runs: [0], isUnsorted: false }
    : findRuns(source, first);
}

function isInOrder(source: ByteSource, first: TextStamp): boolean {
  const distance = Math.max(LEAST_PROBE_DISTANCE, Math.ceil(source.size / MOST_PROBES));
  let last = 0;
  for (let at = distance; at < source.size; at += distance) {
    const units = stampNear(source, at, first);
    if (units < last) return false;
    if (!Number.isNaN(units)) last = units;
  }
  return !(stampNear(source, Math.max(0, source.size - END_BYTES), first) < last);
}

/** Of the first event that starts behind a byte, in units since a stamp; NaN where none does, near enough. */
function stampNear(source: ByteSource, byte: number, first: TextStamp): number {
  const to = byte + END_BYTES;
  const lines = new TextLines(source, { windowBytes: END_BYTES, from: byte, to });
  const prefix = new LinePrefix();
  // The first line is the rest of one.
  let isWhole = byte === 0;
  while (lines.next()) {
    if (isWhole) {
      const units = unitsOf(lines, prefix, first);
      if (!Number.isNaN(units)) return units;
    }
    isWhole = true;
  }
  return NaN;
}

function findRuns(source: ByteSource, first: TextStamp): TextOrder {
  const lines = new TextLines(source);
  const prefix = new LinePrefix();
  const steps = new LargestSteps(MOST_RUNS - 1);
  let earliest = first;
  let earliestUnits = 0;
  let last = -Infinity;
  let events = 0;
  while (lines.next()) {
    const units = unitsOf(lines, prefix, first);
    if (Number.isNaN(units)) continue;
    events++;
    if (units < last) steps.add(lines.position, last - units);
    last = units;
    if (units >= earliestUnits) continue;
    earliestUnits = units;
    earliest = { whole: prefix.head.whole, part: prefix.head.part, unit: first.unit };
  }
  const isShort = events <= LINES_IN_ANY_ORDER;
  const isUnsorted = !isShort && steps.count * LINES_A_STEP_BACK > events;
  return { first: earliest, runs: isShort ? [0] : [0, ...steps.places], isUnsorted };
}

function unitsOf(lines: TextLines, prefix: LinePrefix, first: TextStamp): number {
  const { bytes, from, to } = lines;
  if (lines.isCut || !prefix.read(bytes, from, to)) return NaN;
  const { head } = prefix;
  const isEvent = head.nameKind !== undefined && head.unit === first.unit;
  return isEvent ? head.since(first.whole, first.part) : NaN;
}
