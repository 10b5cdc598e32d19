import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Slowest } from '../../src/base/Slowest';

describe('Slowest', () => {
  it('keeps what sorting all by weight would put first, earlier ones before later ones', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.nat(8), (weights, most) => {
        const slowest = new Slowest<number>(most);
        weights.forEach((weight, index) => slowest.offer(weight, () => index));
        const sorted = weights
          .map((weight, index) => ({ weight, index }))
          .sort((a, b) => b.weight - a.weight || a.index - b.index);
        assert.deepEqual(
          slowest.all,
          sorted.slice(0, most).map(({ index }) => index),
        );
      }),
    );
  });
});
