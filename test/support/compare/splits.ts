/** Two halves of a run's time bins. */
export interface Split {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** Bins of a block: what happens is often still the same in the next bin. */
const BLOCK_BINS = 4;

/** A run cut in two at one time or another; its end is followed by its beginning. */
export function halvesInTime(bins: number, splits: number): readonly Split[] {
  const half = Math.floor(bins / 2);
  return Array.from({ length: splits }, (_, index) => {
    const first = Math.floor((index * half) / splits);
    const order = Array.from({ length: bins }, (_bin, at) => (first + at) % bins);
    return { a: order.slice(0, half), b: order.slice(half) };
  });
}

/** Half of a run's blocks, taken by chance, against the other half. */
export function halvesOfBlocks(bins: number, splits: number): readonly Split[] {
  const chance = chanceOf(0x2545f491);
  const blocks = Math.ceil(bins / BLOCK_BINS);
  return Array.from({ length: splits }, () => {
    const order = Array.from({ length: blocks }, (_, block) => ({ block, at: chance() }));
    order.sort((one, other) => one.at - other.at);
    const isOfA = new Set(order.slice(0, blocks / 2).map(({ block }) => block));
    const all = Array.from({ length: bins }, (_, bin) => bin);
    const ofA = (bin: number): boolean => isOfA.has(Math.floor(bin / BLOCK_BINS));
    return { a: all.filter(ofA), b: all.filter((bin) => !ofA(bin)) };
  });
}

/** Numbers from 0 to 1, the same in every run (xorshift, Marsaglia 2003). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}
