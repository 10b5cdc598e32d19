import { hex } from '../../base/hex';
import type { FieldValue } from '../fieldValues';
import { textOf } from '../fieldValues';
import type { DescribedEvent, Describers, Words } from './words';

/** `name=value` pairs, for a tracepoint without words of its own. */
export function fieldPairs({ fields }: DescribedEvent): Words {
  const pairs = Array.from(fields, ([name, value]) => `${name}=${valueInText(value)}`);
  return { summary: pairs.join(' ') };
}

/** Eight-byte values are addresses more often than counts, so they are shown in hex. */
function valueInText(value: FieldValue): string {
  if (typeof value === 'bigint') return value < 0n ? value.toString() : hex(value);
  if (typeof value === 'number') return value.toString();
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim();
  return `[${value.map((element) => hex(element)).join(' ')}]`;
}

/** What a program wrote into the trace itself (`trace_marker`, `trace_printk`). Source: kernel/trace/trace_entries.h. */
export const markerWords: Describers = {
  print: markerInWords,
  bputs: markerInWords,
};

function markerInWords(event: DescribedEvent): Words {
  const text = textOf(event.fields, 'buf') ?? textOf(event.fields, 'str');
  return text === undefined ? fieldPairs(event) : { summary: valueInText(text) };
}
