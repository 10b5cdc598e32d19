import { isaOfPayload, rawNumbersOf } from '../ingest/text/payloadHabits';
import type { PayloadHabits } from '../ingest/text/payloadHabits';
import { readTraceLine } from './readTraceLine';
import type { TraceLine } from './traceLine';
import type { TextLines } from './visitLines';

/** Lines that tell how the others are printed. */
const SURVEYED_LINES = 500;

/** What holds for all payloads of a text. Undefined: no line tells. */
export type LineHabits = { readonly [K in keyof PayloadHabits]: PayloadHabits[K] | undefined };

/** What the lines of a text tell of how all of them are printed. */
export function textHabits(lines: Iterable<TraceLine>): LineHabits {
  let isa: number | undefined;
  let rawNumbers: PayloadHabits['rawNumbers'] | undefined;
  for (const line of lines) {
    if (line.kind !== 'event') continue;
    isa ??= isaOfPayload(line.event, line.payload);
    rawNumbers ??= rawNumbersOf(line.event, line.payload);
    if (isa !== undefined && rawNumbers !== undefined) break;
  }
  return { isa, rawNumbers };
}

/** The same of a long text, by its first lines. */
export function habitsOfText(lines: TextLines): LineHabits {
  const first = Array.from({ length: Math.min(lines.count, SURVEYED_LINES) }, (_, line) =>
    readTraceLine(lines.text(line)),
  );
  return textHabits(first);
}
