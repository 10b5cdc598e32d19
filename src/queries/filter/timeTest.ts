import { nsPerUnit } from '../../base/timeUnits';
import { FilterError } from './FilterError';
import type { FilterTerm } from './FilterExpression';
import { numberTest } from './numbers';
import type { RowTest } from './RowTest';

export const TIME_EXAMPLE = 'time>=1.5s time<1600ms';

/** Compares the time of an event, ns since the first one, with times that may have a unit. */
export function timeTest(term: FilterTerm): RowTest {
  const test = numberTest(
    term.operator,
    term.values.map((text) => nanoseconds(text, term)),
  );
  return (block, at) => test(block.time[at]!);
}

function nanoseconds(text: string, term: FilterTerm): number {
  const match = /^([+-]?\d{1,20}(?:\.\d{1,20})?)([a-zµμ]+)?$/.exec(text);
  const scale = nsPerUnit.get(match?.[2] ?? 's');
  if (match === null || scale === undefined) {
    throw new FilterError(
      term.position,
      `“${text}” is no time: a number with ns, us, ms or s behind it, or seconds.`,
      TIME_EXAMPLE,
    );
  }
  return Math.round(Number(match[1]) * scale);
}
