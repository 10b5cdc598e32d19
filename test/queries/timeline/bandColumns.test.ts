import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SpanList } from '../../../src/analyses/timeline/SpanList';
import type { BandColumns } from '../../../src/protocol/timeline';
import { bandColumns } from '../../../src/queries/timeline/bandColumns';
import { anyStretches, listOf, summed } from '../../support/timeline/madeStretches';
import { sharesOf } from '../../support/timeline/unpackedColumns';

const WHOLE = 65_535;
const same = (category: number): number => category;

function columnsOf(
  spans: SpanList,
  fromNs: number,
  columnNs: number,
  columns: number,
): BandColumns {
  return bandColumns('lane', { spans, indexOf: same }, { fromNs, columnNs, columns });
}

describe('bandColumns', () => {
  it('gives the share that each category took of each column, as a sum over all stretches does', () => {
    const anyWindow = fc.record({
      from: fc.double({ min: -0.2, max: 1.1, noNaN: true }),
      // From less than a stretch a column to many.
      zoom: fc.double({ min: 0, max: 14, noNaN: true }),
      columns: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(anyStretches, anyWindow, (stretches, { from, zoom, columns }) => {
        const firstNs = stretches[0]!.fromNs;
        const lengthNs = stretches.at(-1)!.toNs - firstNs;
        const columnNs = Math.max(0.01, (lengthNs / columns) * 2 ** -zoom * 1.5);
        const fromNs = firstNs + from * lengthNs;
        const shares = sharesOf(columnsOf(listOf(stretches), fromNs, columnNs, columns), 7);
        for (let column = 0; column < columns; column++) {
          const beginNs = fromNs + column * columnNs;
          const endNs = fromNs + (column + 1) * columnNs;
          const sums = summed(stretches, beginNs, endNs);
          const covered = sums.reduce((sum, ns) => sum + ns, 0) / (endNs - beginNs);
          const given = shares[column]!.reduce((sum, share) => sum + share, 0);
          if (covered > 1 - 1e-9) assert.equal(given, WHOLE);
          sums.forEach((ns, category) => {
            const exact = (ns / (endNs - beginNs)) * WHOLE;
            const off = Math.abs(shares[column]![category]! - exact);
            assert.ok(off <= 1.001, `column ${column}: ${shares[column]![category]} for ${exact}`);
            if (exact >= 1.001) assert.ok(shares[column]![category]! > 0);
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is exact at edges: a column that a stretch ends with has nothing of the next one', () => {
    const spans = listOf([
      { category: 0, fromNs: 0, toNs: 100 },
      { category: 1, fromNs: 100, toNs: 200 },
    ]);
    assert.deepEqual(sharesOf(columnsOf(spans, 0, 100, 2), 2), [
      [WHOLE, 0],
      [0, WHOLE],
    ]);
    assert.deepEqual(sharesOf(columnsOf(spans, 50, 100, 2), 2), [
      [32_768, 32_767],
      [0, 32_768],
    ]);
  });

  it('says with an entry of no share that a column is empty, and with none that it is as before', () => {
    const spans = listOf([
      { category: 3, fromNs: 10, toNs: 40 },
      { category: 3, fromNs: 60, toNs: 70 },
    ]);
    const { counts, category, share } = columnsOf(spans, 0, 10, 8);
    assert.deepEqual([...counts], [1, 1, 0, 0, 1, 0, 1, 1]);
    assert.deepEqual([...category], [0, 3, 0, 3, 0]);
    assert.deepEqual([...share], [0, WHOLE, 0, WHOLE, 0]);
  });

  it('adds up categories of the list that the lane shows as one', () => {
    const spans = listOf([
      { category: 4, fromNs: 0, toNs: 30 },
      { category: 5, fromNs: 30, toNs: 60 },
      { category: 6, fromNs: 60, toNs: 100 },
    ]);
    const indexOf = (category: number): number => (category === 5 ? 1 : 9);
    const window = { fromNs: 0, columnNs: 100, columns: 1 };
    const { category, share } = bandColumns('lane', { spans, indexOf }, window);
    assert.deepEqual([...category], [1, 9]);
    assert.deepEqual([...share], [19_661, 45_874]);
  });

  it('has nothing to show of a band without stretches', () => {
    assert.deepEqual([...columnsOf(new SpanList(), 0, 10, 4).share], [0]);
  });
});
