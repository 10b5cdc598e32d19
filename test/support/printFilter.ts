import type { FilterExpression, FilterTerm } from '../../src/queries/filter/FilterExpression';

/** Writes an expression so that `parseFilter` reads the same back. */
export function printFilter(expression: FilterExpression): string {
  return expression.terms.map(printTerm).join(' ');
}

function printTerm({ negated, subject, operator, values }: FilterTerm): string {
  return `${negated ? '-' : ''}${subject}${operator}${values.map(printValue).join(',')}`;
}

function printValue(value: string): string {
  if (/^[\w*:./+-]+$/.test(value)) return value;
  return `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
}
