import assert from 'node:assert/strict';
import fc from 'fast-check';
import { intervalShape } from '../../../webview/compare/intervalShape';

describe('The picture of an interval', () => {
  it('has what came up from nothing at its right end', () => {
    const shape = intervalShape({ a: 0, b: 40, delta: 40, low: 30, high: 50 });

    assert.deepEqual(shape, { at: 1, from: 0.75, to: 1, isCutBelow: false, isCutAbove: true });
  });

  it('is open where nothing bounds the interval', () => {
    const shape = intervalShape({ a: 10, b: 5, delta: -5, low: null, high: -2 });

    assert.deepEqual(shape, { at: -0.5, from: -1, to: -0.2, isCutBelow: true, isCutAbove: false });
  });

  it('is none where both values are 0', () => {
    assert.equal(intervalShape({ a: 0, b: 0, delta: 0, low: 0, high: 0 }), undefined);
  });

  it('stays within its scale, whatever is measured', () => {
    const value = fc.double({ min: 0, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(value, value, value, (a, b, width) => {
        const delta = b - a;
        const shape = intervalShape({ a, b, delta, low: delta - width, high: delta + width });
        if (shape === undefined) return;
        assert.ok(shape.from >= -1 && shape.to <= 1);
        assert.ok(shape.from <= shape.at && shape.at <= shape.to);
      }),
    );
  });
});
