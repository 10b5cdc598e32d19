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

const UNIT_NS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3, // U+00B5, on keyboards
  μs: 1e3, // U+03BC, the Greek letter
  ms: 1e6,
  s: 1e9,
  '': 1e9,
};

function nanoseconds(text: string, term: FilterTerm): number {
  const match = /^([+-]?\d{1,20}(?:\.\d{1,20})?)([a-zµμ]*)$/.exec(text);
  const scale = UNIT_NS[match?.[2] ?? 'none'];
  if (match === null || scale === undefined) {
    throw new FilterError(
      term.position,
      `“${text}” is no time: a number with ns, us, ms or s behind it, or seconds.`,
      TIME_EXAMPLE,
    );
  }
  return Math.round(Number(match[1]) * scale);
}
