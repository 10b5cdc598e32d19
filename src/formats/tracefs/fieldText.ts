import { hex } from '../../base/hex';
import type { DecodedField } from './DecodedField';
import type { EventFormat, FormatField } from './EventFormat';
import { holds } from './printCondition';
import type { SymbolList } from './printFormat';
import { partOf } from './printFormat';
import { printKnowledge } from './printKnowledge';

/**
 * A field's value as `trace-cmd report -R` gives it: decimal, or hex where the event's own text uses
 * hex; always with 0x and without padding, which trace-cmd takes from the print format. `…` marks a cut field.
 */
export function rawFieldText(decoded: DecodedField): string {
  const text = valueText(decoded);
  return decoded.truncated ? `${text}…` : text;
}

function valueText({ value, field, inHex }: DecodedField): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return `ARRAY[${value.map(elementText).join(', ')}]`;
  return inHex ? hex(unsigned(value, field)) : value.toString();
}

function elementText(value: number | bigint): string {
  return value < 0 ? value.toString() : value.toString(16).padStart(2, '0');
}

function unsigned(value: number | bigint, field: FormatField): bigint {
  return BigInt.asUintN(field.size * 8, BigInt(value));
}

/**
 * Names of a value by the event's own print format: `HLT`, `P|W`, `Fixed, dst`; '' when it has none.
 * Lists that depend on another field (`isa` of kvm_exit) are used only when `record` tells that field.
 */
export function symbolText(
  format: EventFormat,
  field: FormatField,
  value: DecodedField['value'],
  record: readonly DecodedField[] = [],
): string {
  if (typeof value !== 'number' && typeof value !== 'bigint') return '';
  const lists = printKnowledge(format).symbols.byField.get(field.name) ?? [];
  const names = lists
    .filter((list) => applies(list, [...record, { name: field.name, field, value }]))
    .map((list) => nameOf(list, partOf(value, list.term, field), field));
  return names.filter((name) => name !== '').join(', ');
}

function applies(
  list: SymbolList,
  record: readonly Pick<DecodedField, 'name' | 'field' | 'value'>[],
): boolean {
  return list.when.every((condition) => {
    const other = record.find((decoded) => decoded.name === condition.term.name);
    if (typeof other?.value !== 'number' && typeof other?.value !== 'bigint') return false;
    return holds(BigInt(partOf(other.value, condition.term, other.field)), condition);
  });
}

function nameOf(list: SymbolList, part: number | bigint, field: FormatField): string {
  if (list.kind === 'symbols') return list.entries.find(([key]) => key === part)?.[1] ?? '';
  return flagNames(list, field, unsigned(part, field));
}

/** As the kernel's trace_print_flags_seq(): each name takes its bits away, what remains is shown in hex. */
function flagNames(list: SymbolList, field: FormatField, value: bigint): string {
  const names: string[] = [];
  let rest = value;
  for (const [key, name] of list.entries) {
    const bits = unsigned(key, field);
    // Names for "no bit at all" are for the value 0 only.
    if (bits === 0n ? value !== 0n : (rest & bits) !== bits) continue;
    names.push(name);
    rest &= ~bits;
  }
  if (names.length === 0) return '';
  return [...names, ...(rest === 0n ? [] : [hex(rest)])].join(list.delimiter);
}
