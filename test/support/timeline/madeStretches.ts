import fc from 'fast-check';
import { SpanList } from '../../../src/analyses/timeline/SpanList';

/** A stretch as a test makes it. */
export interface MadeStretch {
  readonly category: number;
  readonly fromNs: number;
  readonly toNs: number;
}

/** Longer than a block of times can count, at times. */
const anyLength = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 50 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 1_000_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 2 ** 32 - 5, max: 2 ** 34 }) },
);
const anyGap = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 2 ** 32 - 5, max: 2 ** 33 }) },
);

/** Stretches in order, some with gaps between them; up to several blocks of them. */
export const anyStretches: fc.Arbitrary<readonly MadeStretch[]> = fc
  .record({
    fromNs: fc.integer({ min: 0, max: 2 ** 40 }),
    parts: fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), anyGap, anyLength), {
      minLength: 1,
      maxLength: 400,
      size: 'max',
    }),
  })
  .map(({ fromNs, parts }) => {
    let atNs = fromNs;
    return parts.map(([category, gap, length]) => {
      const beginNs = atNs + gap;
      atNs = beginNs + length;
      return { category, fromNs: beginNs, toNs: atNs };
    });
  });

export function listOf(stretches: readonly MadeStretch[]): SpanList {
  const list = new SpanList();
  for (const { category, fromNs, toNs } of stretches) list.push(category, fromNs, toNs);
  return list;
}

/** ns of each of `categories` categories between two times, one stretch after the other. */
export function summed(
  stretches: readonly MadeStretch[],
  fromNs: number,
  toNs: number,
  categories = 7,
): number[] {
  const sums = new Array<number>(categories).fill(0);
  for (const stretch of stretches) {
    const ns = Math.min(stretch.toNs, toNs) - Math.max(stretch.fromNs, fromNs);
    if (ns > 0) sums[stretch.category]! += ns;
  }
  return sums;
}
