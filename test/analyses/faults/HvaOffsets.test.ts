import assert from 'node:assert/strict';
import { HvaOffsets } from '../../../src/analyses/faults/HvaOffsets';

const BASE = 0x7f0000000000;

function learned(...gfns: readonly number[]): HvaOffsets {
  const offsets = new HvaOffsets();
  for (const gfn of gfns) offsets.vote(BASE + gfn * 4096, gfn);
  return offsets;
}

describe('HvaOffsets', () => {
  it('believes an offset once three pages told it', () => {
    assert.equal(learned(5, 6).gfnOf(BASE + 9 * 4096), -1);
    assert.equal(learned(5, 6, 7).gfnOf(BASE + 9 * 4096), 9);
    assert.deepEqual(
      [learned(5, 6), learned(5, 6, 7)].map(({ isLearned }) => isLearned),
      [false, true],
    );
  });

  it('tells no page far away from those that told of a slot', () => {
    const offsets = learned(0x100000, 0x100001, 0x100002);
    assert.equal(offsets.gfnOf(BASE + 0x100010 * 4096), 0x100010);
    assert.equal(offsets.gfnOf(BASE + 0x10 * 4096), -1);
  });

  it('tells no page where two slots would have it', () => {
    const offsets = learned(5, 6, 7);
    for (const gfn of [15, 16, 17]) offsets.vote(BASE + (gfn - 8) * 4096, gfn);
    assert.equal(offsets.gfnOf(BASE + 6 * 4096), -1);
  });
});
