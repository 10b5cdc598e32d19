import { readTraceLine } from '../../lines/readTraceLine';
import type { EventLine } from '../../lines/traceLine';
import type { TextLines } from '../../lines/visitLines';

/** The event that a line shows, as it can be found in the recording. */
export interface WantedEvent {
  readonly line: EventLine;
  /** How many lines before it show the same event of the same thread at the same time. */
  readonly twinsBefore: number;
}

/** Lines looked back through for the same event at the same time. */
const MOST_LINES_BACK = 1000;

/** Undefined: the line shows no event. */
export function wantedEvent(lines: TextLines, line: number): WantedEvent | undefined {
  if (line >= lines.count) return undefined;
  const wanted = readTraceLine(lines.text(line));
  if (wanted.kind !== 'event') return undefined;
  let twinsBefore = 0;
  for (let before = line - 1; before >= Math.max(0, line - MOST_LINES_BACK); before--) {
    const other = readTraceLine(lines.text(before));
    if (other.kind !== 'event') continue;
    if (other.stamp?.text !== wanted.stamp?.text) break;
    if (isTwin(other, wanted)) twinsBefore++;
  }
  return { line: wanted, twinsBefore };
}

function isTwin(one: EventLine, other: EventLine): boolean {
  return one.event === other.event && one.tid === other.tid;
}
