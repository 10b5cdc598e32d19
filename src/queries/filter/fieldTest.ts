import type { EventKind } from '../../events/EventTable';
import { NO_DETAIL } from '../../events/EventTable';
import { fieldIndex } from '../../events/fields';
import type { FilterTerm } from './FilterExpression';
import { integersOf, numberTest } from './numbers';
import type { KindTest } from './RowTest';
import { wordsTest } from './wordsTest';

export const FIELD_EXAMPLE = 'exit_reason=12 or guest_rip=0xffffffff81000000';

/** Compares a kept field, kind by kind; events of a kind that does not have it do not match. */
export function fieldTest(term: FilterTerm, name: string): (kind: EventKind) => KindTest {
  const values = integersOf(term, FIELD_EXAMPLE);
  return (kind) => testOfKind(term, name, values, kind);
}

function testOfKind(
  term: FilterTerm,
  name: string,
  written: readonly bigint[],
  kind: EventKind,
): KindTest {
  const index = fieldIndex(kind, name);
  const field = kind.fields[index];
  if (field === undefined) return false;
  const { signed, bytes } = field;
  const values = written.map((value, position) =>
    signed && isHex(term.values[position]!) ? asSigned(value, bytes) : value,
  );
  if (bytes === 8) {
    const test = wordsTest(term.operator, values, signed);
    return (block, at) => {
      const columns = block.fields[kind.index];
      const detail = block.detail[at]!;
      if (columns === undefined || detail === NO_DETAIL) return false;
      return test(columns.high[index]?.[detail] ?? 0, columns.low[index]![detail]!);
    };
  }
  const test = numberTest(term.operator, values.map(Number));
  const unusedBits = signed ? 32 - bytes * 8 : 0;
  return (block, at) => {
    const columns = block.fields[kind.index];
    const detail = block.detail[at]!;
    if (columns === undefined || detail === NO_DETAIL) return false;
    const word = columns.low[index]![detail]!;
    return test(signed ? (word << unusedBits) >> unusedBits : word);
  };
}

function isHex(text: string): boolean {
  return /^0x/i.test(text);
}

/** Hex is how a signed field's bits are shown: 0xfffffffc is -4 in four bytes. A value too large stays so. */
function asSigned(value: bigint, bytes: number): bigint {
  const bits = bytes * 8;
  return value >> BigInt(bits) === 0n ? BigInt.asIntN(bits, value) : value;
}
