import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clampShare, shareAt } from '../../../webview/layout/splitShares';

const geometry = { totalCssPx: 1_000, firstMinCssPx: 300, secondMinCssPx: 200 };

describe('splitShares', () => {
  it('puts the divider under the pointer', () => {
    assert.equal(shareAt(550, geometry), 0.55);
  });

  it('keeps both sides usable', () => {
    assert.equal(shareAt(10, geometry), 0.3);
    assert.equal(shareAt(990, geometry), 0.8);
  });

  it('divides by need where there is not room enough for both', () => {
    assert.equal(clampShare(0.9, { ...geometry, totalCssPx: 250 }), 0.6);
  });

  it('leaves the share as it was before the first layout', () => {
    assert.equal(clampShare(0.42, { ...geometry, totalCssPx: 0 }), 0.42);
  });

  it('never leaves 0 to 1', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.nat({ max: 4_000 }), (share, totalCssPx) => {
        fc.pre(totalCssPx > 0);
        const clamped = clampShare(share, { ...geometry, totalCssPx });
        assert.ok(clamped >= 0 && clamped <= 1);
      }),
    );
  });
});
