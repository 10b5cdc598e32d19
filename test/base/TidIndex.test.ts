import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TidIndex } from '../../src/base/TidIndex';

describe('TidIndex', () => {
  it('numbers threads in the order they are met', () => {
    const index = new TidIndex();
    assert.deepEqual(
      [500, 7, 500, 0].map((tid) => index.indexOf(0, tid)),
      [0, 1, 0, 2],
    );
    assert.equal(index.count, 3);
  });

  it('tells threads of two machines apart that have one id', () => {
    const index = new TidIndex();
    assert.deepEqual([index.indexOf(0, 7), index.indexOf(1, 7)], [0, 1]);
    assert.deepEqual([index.find(0, 7), index.find(1, 7), index.find(2, 7)], [0, 1, -1]);
  });

  it('knows nothing of a thread that was only looked for', () => {
    const index = new TidIndex();
    assert.equal(index.find(0, 12), -1);
    assert.equal(index.find(0, 4_000_000), -1);
    assert.equal(index.indexOf(0, 12), 0);
  });

  it('keeps the ids of hosts with millions of threads, and those no kernel hands out', () => {
    const tid = fc.oneof(
      fc.integer({ min: 0, max: 2 ** 22 + 10 }),
      fc.constantFrom(-1, -(2 ** 31), 2 ** 31 - 1, 2 ** 16 - 1, 2 ** 16),
    );
    fc.assert(
      fc.property(fc.array(tid, { maxLength: 40 }), (tids) => {
        const index = new TidIndex();
        const distinct = [...new Set(tids)];
        for (const one of tids) index.indexOf(0, one);
        assert.equal(index.count, distinct.length);
        distinct.forEach((one, number) => assert.equal(index.find(0, one), number));
      }),
      { numRuns: 20 },
    );
  });
});
