import { addToList } from '../../base/addToList';
import type { EventFormat, FormatField } from './EventFormat';
import { printArguments } from './printArguments';
import type { PrintCondition } from './printCondition';
import { opposite, printCondition } from './printCondition';
import type { PrintExpression } from './printExpression';
import type { FieldTerm } from './printTerm';
import { ALL_BITS, printTerm } from './printTerm';

/** Names that a print format gives to the values of a field, or to some bits of it. */
export interface SymbolList {
  /** `symbols`: one name a value; `flags`: one name a bit (or group of bits). */
  readonly kind: 'symbols' | 'flags';
  /** Stands between the names of flags; '' for symbols. */
  readonly delimiter: string;
  /**
   * In the format's order, the first match wins. Keys compare with `partOf()` of the decoded value:
   * number for fields of up to 4 bytes, bigint for longer ones, signed where the field is.
   */
  readonly entries: readonly (readonly [number | bigint, string])[];
  /** Which part of the field is named: `(value >> shift) & mask`, mask -1n = all. */
  readonly term: FieldTerm;
  /** The list applies to records in which all of these hold; empty = to all. */
  readonly when: readonly PrintCondition[];
}

export interface PrintSymbols {
  /** By field name; only fields that have names. */
  readonly byField: ReadonlyMap<string, readonly SymbolList[]>;
}

/**
 * The symbol and flag lists of an event, from `print fmt:` of the recording. Nothing but these lists
 * is evaluated; what cannot be parsed has no names. Takes time: ask once a format, not once a record.
 */
export function symbolsOf(format: EventFormat): PrintSymbols {
  const byField = new Map<string, SymbolList[]>();
  for (const arg of printArguments(format.printFormat).args) {
    if (arg === undefined) continue;
    for (const list of listsIn(arg, [], format)) {
      addToList(byField, list.term.name, list);
    }
  }
  return { byField };
}

/** The part of a decoded value that a list names, in the form of the list's keys. */
export function partOf(value: number | bigint, term: FieldTerm, field: FormatField) {
  return keyOf((BigInt(value) >> term.shift) & term.mask, term, field);
}

function keyOf(value: bigint, term: FieldTerm, field: FormatField): number | bigint {
  const bits = Math.min(field.size, 8) * 8;
  // -1 in a list means 0xffffffff when the field is an unsigned int: `invalid_guest_state` of SVM.
  const signed = field.signed && term.mask === ALL_BITS;
  const key = signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
  return bits > 32 ? key : Number(key);
}

type Conditions = readonly PrintCondition[];

function listsIn(
  expression: PrintExpression,
  when: Conditions,
  format: EventFormat,
): readonly SymbolList[] {
  switch (expression.kind) {
    case 'choice': {
      const condition = printCondition(expression.condition);
      const ifTrue = condition ? [...when, condition] : when;
      const ifFalse = condition ? [...when, opposite(condition)] : when;
      return [
        ...listsIn(expression.whenTrue, ifTrue, format),
        ...listsIn(expression.whenFalse, ifFalse, format),
      ];
    }
    case 'call': {
      const list = listOf(expression.name, expression.args, when, format);
      return list === undefined ? [] : [list];
    }
    case 'cast':
      return listsIn(expression.operand, when, format);
    default:
      return [];
  }
}

/** `__print_symbolic(value, { key, "name" }, …)`, `__print_flags(value, "|", { bits, "name" }, …)`. */
function listOf(
  name: string,
  args: readonly PrintExpression[],
  when: Conditions,
  format: EventFormat,
): SymbolList | undefined {
  const kind = LIST_KINDS.get(name);
  const term = args[0] && printTerm(args[0]);
  if (kind === undefined || term?.kind !== 'field') return undefined;
  const field = [...format.fields, ...format.commonFields].find(
    (candidate) => candidate.name === term.name,
  );
  if (field?.shape !== 'scalar') return undefined;

  const delimiter = kind === 'flags' && args[1]?.kind === 'string' ? args[1].text : '';
  const entries = args.slice(1).flatMap((arg) => entryOf(arg, term, field));
  return entries.length === 0 ? undefined : { kind, delimiter, entries, term, when };
}

const LIST_KINDS: ReadonlyMap<string, SymbolList['kind']> = new Map([
  ['__print_symbolic', 'symbols'],
  ['__print_symbolic_u64', 'symbols'],
  ['__print_flags', 'flags'],
  ['__print_flags_u64', 'flags'],
]);

/** None when the key is a constant of the kernel that its text does not resolve. */
function entryOf(
  arg: PrintExpression,
  term: FieldTerm,
  field: FormatField,
): readonly (readonly [number | bigint, string])[] {
  if (arg.kind !== 'list' || arg.items.length !== 2) return [];
  const [keyExpression, label] = arg.items;
  const key = keyExpression && printTerm(keyExpression);
  if (key?.kind !== 'constant' || label?.kind !== 'string') return [];
  return [[keyOf(key.value, term, field), label.text]];
}
