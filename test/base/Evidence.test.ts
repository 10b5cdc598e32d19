import assert from 'node:assert/strict';
import { Evidence } from '../../src/base/Evidence';

describe('Evidence', () => {
  it('keeps the ten events of most weight, and gives them in order of time', () => {
    const evidence = new Evidence();
    for (let at = 0; at < 30; at++) evidence.add(at % 15, at);
    assert.deepEqual(evidence.times(), [10, 11, 12, 13, 14, 25, 26, 27, 28, 29]);
  });

  it('keeps the earlier of events of one weight', () => {
    const evidence = new Evidence();
    for (let at = 0; at < 12; at++) evidence.add(1, at);
    assert.deepEqual(evidence.times(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
