import assert from 'node:assert/strict';
import { MappedPages } from '../../../src/analyses/faults/MappedPages';

const LANE = 3;

function mapped(...mappings: readonly (readonly [gfn: number, level: number])[]): MappedPages {
  const pages = new MappedPages(64);
  mappings.forEach(([gfn, level], atNs) => {
    pages.add(gfn, level, LANE, atNs, true);
  });
  return pages;
}

describe('MappedPages', () => {
  it('knows every page of a large mapping', () => {
    for (const [level, pages] of [
      [2, 512],
      [3, 512 * 512],
    ] as const) {
      const known = mapped([pages * 5 + 7, level]);
      assert.ok(known.hasOwn(pages * 5, LANE));
      assert.ok(known.hasOwn(pages * 6 - 1, LANE));
      assert.equal(known.find(pages * 6), -1);
    }
  });

  it('tells the latest of several mappings of a page', () => {
    const small = mapped([1024, 2], [1030, 1]);
    assert.equal(small.isLarge(small.find(1030)), false);
    const large = mapped([1030, 1], [1024, 2]);
    assert.equal(large.isLarge(large.find(1030)), true);
  });

  it('tells vCPUs apart that mapped a page', () => {
    assert.equal(mapped([7, 1]).hasOwn(7, LANE + 1), false);
  });
});
