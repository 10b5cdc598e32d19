import type { Difference } from '../../protocol/compare';
import type { ComparedRow } from '../../protocol/comparePage';
import type { ValueWords } from './ValueWords';

/** A row with its numbers as the page, the reports and the command line show them. */
export function rowInWords(row: Difference, words: ValueWords): ComparedRow {
  const { unit, a, b, delta } = row;
  return {
    ...row,
    aText: words.value(unit, a),
    bText: words.value(unit, b),
    deltaText: words.delta(unit, delta),
    relativeText: words.relative(row),
    intervalText: words.interval(row),
  };
}
