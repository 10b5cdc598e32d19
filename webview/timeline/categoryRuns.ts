import { WHOLE_SHARE } from '../../src/protocol/timeline';
import type { BandColumns } from '../../src/protocol/timeline';
import { indexColumns } from './IndexedColumns';

/** A run of pixels that one category fills. */
export interface CategoryRun {
  readonly fromPx: number;
  readonly endPx: number;
  readonly category: number;
}

/** Of a column, from which on it is one category's: its edges are mixed. */
const ALL_OF_COLUMN = WHOLE_SHARE * 0.999;

/** Runs of at least `leastPx` pixels that a category has for itself. `column`: which column each pixel draws, -1 for none. */
export function categoryRuns(
  columns: BandColumns,
  column: Int32Array,
  leastPx: number,
): readonly CategoryRun[] {
  const { start, length } = indexColumns(columns);
  const only = (at: number): number => {
    if (at < 0 || length[at] !== 1 || columns.share[start[at]!]! < ALL_OF_COLUMN) return -1;
    return columns.category[start[at]!]!;
  };
  const runs: CategoryRun[] = [];
  for (let fromPx = 0; fromPx < column.length;) {
    const category = only(column[fromPx]!);
    let endPx = fromPx + 1;
    while (endPx < column.length && only(column[endPx]!) === category) endPx++;
    if (category >= 0 && endPx - fromPx >= leastPx) runs.push({ fromPx, endPx, category });
    fromPx = endPx;
  }
  return runs;
}
