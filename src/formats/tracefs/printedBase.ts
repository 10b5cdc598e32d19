import type { EventFormat, FormatField } from './EventFormat';
import type { PrintArguments } from './printArguments';
import { printArguments } from './printArguments';
import { printedValues } from './printedValues';
import type { PrintExpression } from './printExpression';

/**
 * Names of the fields whose numbers are shown in hex: those that the print format shows so, and of
 * those it does not show, pointers and longs (`trace-cmd report -R` decides the same way).
 */
export function hexFields(format: EventFormat): ReadonlySet<string> {
  const bases = printedBases(printArguments(format.printFormat));
  const hex = format.fields.filter(
    (field) => (bases.get(field.name) ?? baseOfType(field)) === 'hex',
  );
  return new Set(hex.map((field) => field.name));
}

type Base = 'hex' | 'decimal';

/** libtraceevent takes a long for an address, but a signed one of 8 bytes for a number. */
function baseOfType(field: FormatField): Base {
  if (field.type.includes('*')) return 'hex';
  return field.type.includes('long') && !(field.signed && field.size === 8) ? 'hex' : 'decimal';
}

function printedBases(printed: PrintArguments): ReadonlyMap<string, Base> {
  const bases = new Map<string, Base>();
  for (const { conversion, value } of printedValues(printed)) {
    const field = plainField(value);
    if (field === undefined) continue;
    if (conversion === 'x' || conversion === 'X' || conversion === 'p') bases.set(field, 'hex');
    else if (!bases.has(field)) bases.set(field, 'decimal');
  }
  return bases;
}

function plainField(arg: PrintExpression | undefined): string | undefined {
  if (arg?.kind === 'cast') return plainField(arg.operand);
  return arg?.kind === 'field' ? arg.name : undefined;
}
