import { readTraceLine } from './readTraceLine';
import type { TraceLine } from './traceLine';

/** Lines looked at: past the longest head, perf's of about 50. */
const MOST_LINES = 200;
const FEWEST_EVENTS = 3;
/** One line in so many may be none of a trace's: a shell prompt, a message of the recorder. */
const LINES_AN_ODD_ONE = 20;

/**
 * Whether a text is surely a trace, by its first lines: nearly all of them are events, and some are.
 * A mail that quotes a few events is not.
 */
export function looksLikeTrace(lines: Iterable<string>): boolean {
  let read = 0;
  let eventCount = 0;
  let oddCount = 0;
  for (const line of lines) {
    if (read++ === MOST_LINES) break;
    const trace = readTraceLine(line);
    if (isSurelyOne(trace)) eventCount++;
    else if (trace.kind === 'event' || trace.kind === 'other') oddCount++;
  }
  return eventCount >= FEWEST_EVENTS && oddCount * LINES_AN_ODD_ONE <= eventCount;
}

/** A list of tracepoints (perf evlist) has lines that begin like cut events: a thread or a time tells. */
function isSurelyOne(line: TraceLine): boolean {
  if (line.kind !== 'event') return line.kind === 'foreign';
  return line.tid !== undefined || line.stamp !== undefined;
}
