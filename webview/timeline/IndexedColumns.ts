import type { BandColumns, CountColumns } from '../../src/protocol/timeline';

/**
 * Where each column's entries stand. Columns of a band that are the same share them: equal `start`
 * means equal columns.
 */
export interface IndexedColumns {
  readonly start: Uint32Array;
  readonly length: Uint8Array;
}

/** `counts` of the answer as places in its entries. */
export function indexColumns({ form, counts }: BandColumns | CountColumns): IndexedColumns {
  const columns = counts.length;
  const start = new Uint32Array(columns);
  const length = new Uint8Array(columns);
  const repeats = form === 'band';
  let next = 0;
  for (let column = 0; column < columns; column++) {
    const count = counts[column]!;
    if (count === 0 && repeats && column > 0) {
      start[column] = start[column - 1]!;
      length[column] = length[column - 1]!;
      continue;
    }
    start[column] = next;
    length[column] = count;
    next += count;
  }
  return { start, length };
}
