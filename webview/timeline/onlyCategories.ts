import type { CountColumns } from '../../src/protocol/timeline';

/** The marks of some categories, column by column. */
export function onlyCategories(
  { key, counts, category, value }: CountColumns,
  isKept: (category: number) => boolean,
): CountColumns {
  const kept: number[] = [];
  const keptCounts = new Uint8Array(counts.length);
  let entry = 0;
  for (let column = 0; column < counts.length; column++) {
    for (const end = entry + counts[column]!; entry < end; entry++) {
      if (!isKept(category[entry]!)) continue;
      kept.push(entry);
      keptCounts[column]!++;
    }
  }
  return {
    form: 'counts',
    key,
    counts: keptCounts,
    category: Uint8Array.from(kept, (place) => category[place]!),
    value: Uint32Array.from(kept, (place) => value[place]!),
  };
}
