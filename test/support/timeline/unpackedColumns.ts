import type { BandColumns, CountColumns } from '../../../src/protocol/timeline';

/** By column, by category: its share. */
export function sharesOf({ counts, category, share }: BandColumns, categories: number): number[][] {
  const columns: number[][] = [];
  let entry = 0;
  for (const count of counts) {
    const shares = new Array<number>(categories).fill(0);
    for (let at = 0; at < count; at++, entry++) shares[category[entry]!] = share[entry]!;
    columns.push(count === 0 ? columns.at(-1)! : shares);
  }
  return columns;
}

/** By column, by category: how many. */
export function countsOf(
  { counts, category, value }: CountColumns,
  categories: number,
): number[][] {
  let entry = 0;
  return Array.from(counts, (count) => {
    const values = new Array<number>(categories).fill(0);
    for (let at = 0; at < count; at++, entry++) values[category[entry]!] = value[entry]!;
    return values;
  });
}
