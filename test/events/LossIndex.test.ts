import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LossIndex } from '../../src/events/LossIndex';

describe('LossIndex', () => {
  it('finds a loss that ended after the one time and not after the other', () => {
    const index = new LossIndex();
    index.update([{ stream: 0, fromNs: 100, toNs: 200 }]);
    assert.equal(index.endsWithin(0, 150, 250), true);
    assert.equal(index.endsWithin(0, 150, 200), true);
    assert.equal(index.endsWithin(0, 200, 250), false);
    assert.equal(index.endsWithin(0, 0, 199), false);
    assert.equal(index.endsWithin(1, 150, 250), false);
  });

  it('takes in what was found since', () => {
    const index = new LossIndex();
    const lost = [{ stream: 0, fromNs: 0, toNs: 10 }];
    assert.ok(index.none);
    index.update(lost);
    index.update([...lost, { stream: 0, fromNs: 20, toNs: 30 }]);
    assert.equal(index.none, false);
    assert.equal(index.endsWithin(0, 15, 40), true);
    assert.equal(index.endsWithin(0, 30, 40), false);
  });

  it('finds a loss that never ends once it has begun', () => {
    const index = new LossIndex();
    index.update([{ stream: 0, fromNs: 100, toNs: Infinity }]);
    assert.equal(index.endsWithin(0, 50, 100), false);
    assert.equal(index.endsWithin(0, 50, 101), true);
    assert.equal(index.firstWithin(0, 150, 200), 100);
    assert.equal(index.firstWithin(1, 150, 200), Infinity);
  });

  it('agrees with looking at every loss', () => {
    const loss = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 60 }));
    const time = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(
        fc.array(loss),
        fc.integer({ min: 0, max: 2 }),
        time,
        time,
        (list, wantedStream, a, b) => {
          const lost = list
            .sort((one, two) => one[1] - two[1])
            .map(([stream, toNs]) => ({ stream, fromNs: 0, toNs }));
          const index = new LossIndex();
          index.update(lost);
          const wanted = lost.some(
            ({ stream, toNs }) => stream === wantedStream && toNs > a && toNs <= b,
          );
          assert.equal(index.endsWithin(wantedStream, a, b), wanted);
        },
      ),
    );
  });
});
