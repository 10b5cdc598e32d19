import { FilterError } from './FilterError';
import type { FilterOperator, FilterTerm } from './FilterExpression';

/** An integer in decimal or 0x hex, exact; undefined when the text is none. */
export function parseInteger(text: string): bigint | undefined {
  const match = /^([+-]?)(\d{1,20}|0x[\da-f]{1,16})$/i.exec(text);
  if (match === null) return undefined;
  const magnitude = BigInt(match[2]!);
  return match[1] === '-' ? -magnitude : magnitude;
}

/** The values of a term that compares integers. */
export function integersOf(term: FilterTerm, example: string): readonly bigint[] {
  return term.values.map((text) => {
    const value = parseInteger(text);
    if (value !== undefined) return value;
    const reason = `${term.subject} is compared with whole numbers, and “${text}” is none.`;
    throw new FilterError(term.position, reason, example);
  });
}

/** Compares with `=` and `!=` against any of the values, with the others against the only one. */
export function numberTest(
  operator: FilterOperator,
  values: readonly number[],
): (value: number) => boolean {
  const [first = NaN] = values;
  switch (operator) {
    case '=':
      return values.length === 1 ? (value) => value === first : (value) => values.includes(value);
    case '!=':
      return values.length === 1 ? (value) => value !== first : (value) => !values.includes(value);
    case '<':
      return (value) => value < first;
    case '<=':
      return (value) => value <= first;
    case '>':
      return (value) => value > first;
    case '>=':
      return (value) => value >= first;
    case '~':
      return () => false;
  }
}
