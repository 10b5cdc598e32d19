import { eventInWords } from '../../src/kvm/eventInWords';
import type { EventForWords, EventInWords } from '../../src/kvm/eventInWords';
import type { FieldValue } from '../../src/kvm/fieldValues';

type Rest = Omit<EventForWords, 'system' | 'name' | 'fields'>;

/** An event by `system:name` and its fields, in words. */
export function inWords(
  tracepoint: string,
  fields: Readonly<Record<string, FieldValue>>,
  rest: Rest = {},
): EventInWords {
  const [system = '', name = ''] = tracepoint.split(':');
  return eventInWords({ system, name, fields: new Map(Object.entries(fields)), ...rest });
}

export function summaryOf(
  tracepoint: string,
  fields: Readonly<Record<string, FieldValue>>,
  rest: Rest = {},
): string {
  return inWords(tracepoint, fields, rest).summary;
}
