import { readTextLine } from '../../src/ingest/text/readTextLine';
import type { TextLine } from '../../src/ingest/text/readTextLine';
import type { PayloadHabits } from '../../src/ingest/text/payloadHabits';
import { TextPayloads } from '../../src/ingest/text/TextPayloads';

type FieldValue = TextLine['fields'][number]['value'];

const usualHabits: PayloadHabits = { isa: undefined, rawNumbers: 'as-printed' };

/** Reads a line of a text; undefined: it is no event. */
function textLine(line: string, habits: Partial<PayloadHabits> = {}): TextLine | undefined {
  const payloads = new TextPayloads({ ...usualHabits, ...habits });
  return readTextLine(Buffer.from(line, 'latin1'), payloads);
}

/** The fields that an event's payload tells, as trace-cmd report prints the line. */
export function payloadFields(
  event: string,
  payload: string,
  habits: Partial<PayloadHabits> = {},
): Record<string, FieldValue> {
  const line = `       CPU 0/KVM-231   [001]    28.157432: ${`${event}:`.padEnd(21)} ${payload}`;
  const { fields = [] } = textLine(line, habits) ?? {};
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}
