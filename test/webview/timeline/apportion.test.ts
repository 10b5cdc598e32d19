import assert from 'node:assert/strict';
import fc from 'fast-check';
import { apportion } from '../../../webview/timeline/paint/apportion';

const WHOLE = 65_535;

/** Shares of a column that sum to the whole, or to less of it. */
const anyShares = fc
  .record({
    parts: fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 9 }),
    filled: fc.double({ min: 0.05, max: 1, noNaN: true }),
  })
  .map(({ parts, filled }) => {
    const sum = parts.reduce((one, other) => one + other, 0);
    return parts.map((part) => Math.floor(((part * WHOLE) / sum) * filled));
  });
const anyHeight = fc.integer({ min: 8, max: 60 });

function pixelsOf(shares: readonly number[], heightPx: number): readonly number[] {
  const into = new Int32Array(256);
  apportion(Uint16Array.from(shares), 0, shares.length, WHOLE, heightPx, into);
  return [...into.subarray(0, shares.length)];
}

describe('apportion', () => {
  it('gives each category its share of the pixels, to one pixel', () => {
    fc.assert(
      fc.property(anyShares, anyHeight, (shares, heightPx) => {
        const pixels = pixelsOf(shares, heightPx);
        const exact = shares.map((share) => (share * heightPx) / WHOLE);
        // Each of these takes up to half a pixel that others give.
        const tiny = exact.filter((px) => px >= 0.5 && px < 1).length;

        exact.forEach((px, category) => {
          const most = Math.max(1, tiny / 2) + 1e-9;
          assert.ok(
            Math.abs(pixels[category]! - px) <= most,
            `${pixels.join()} for ${exact.join()}`,
          );
        });
      }),
    );
  });

  it('shows what is worth half a pixel, where there is anything that can give way', () => {
    fc.assert(
      fc.property(anyShares, anyHeight, (shares, heightPx) => {
        const pixels = pixelsOf(shares, heightPx);
        if (!pixels.some((px) => px > 1)) return;

        shares.forEach((share, category) => {
          if ((share * heightPx) / WHOLE >= 0.5) assert.ok(pixels[category]! >= 1);
        });
      }),
    );
  });

  it('fills a column that is whole, and no more than the lane', () => {
    fc.assert(
      fc.property(anyShares, anyHeight, (shares, heightPx) => {
        const sum = shares.reduce((one, other) => one + other, 0);
        const whole = [...shares, WHOLE - sum];
        const drawn = pixelsOf(whole, heightPx).reduce((one, other) => one + other, 0);
        assert.equal(drawn, heightPx);

        const part = pixelsOf(shares, heightPx).reduce((one, other) => one + other, 0);
        assert.ok(part <= heightPx);
      }),
    );
  });
});
