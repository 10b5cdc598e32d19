/** The categories that a lane has, ascending, and by local number in which of these it counts. */
export function slotsOf(
  ids: readonly number[],
  indexOf: (category: number) => number,
): { readonly indices: readonly number[]; readonly slotOf: readonly number[] } {
  const ofLocal = ids.map(indexOf);
  const indices = [...new Set(ofLocal)].sort((a, b) => a - b);
  return { indices, slotOf: ofLocal.map((index) => indices.indexOf(index)) };
}
