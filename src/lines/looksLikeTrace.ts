import { readTraceLine } from './readTraceLine';

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
    const { kind } = readTraceLine(line);
    if (kind === 'event' || kind === 'foreign') eventCount++;
    else if (kind === 'other') oddCount++;
  }
  return eventCount >= FEWEST_EVENTS && oddCount * LINES_AN_ODD_ONE <= eventCount;
}
