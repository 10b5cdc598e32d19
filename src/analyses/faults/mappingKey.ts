/** Base pages of a mapping, by level: 4 KiB, 2 MiB, 1 GiB. KVM maps no larger ones. */
const PAGES_OF_LEVEL = [1, 512, 512 * 512] as const;

/** The highest level. */
export const MAPPING_LEVELS = PAGES_OF_LEVEL.length;

/** The mapping of a level that holds a guest page, as a number of 41 bits. */
export function mappingKey(gfn: number, level: number): number {
  if (level <= 1) return gfn * 2;
  const known = Math.min(level, MAPPING_LEVELS);
  const first = gfn - (gfn % PAGES_OF_LEVEL[known - 1]!);
  // The first page of a large mapping has low bits to spare: they hold its level.
  return (first + known) * 2 + 1;
}

/** Whether the key is of a level above 1. */
export function isLargeMapping(key: number): boolean {
  return key % 2 === 1;
}
