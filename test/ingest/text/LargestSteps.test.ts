import assert from 'node:assert/strict';
import { LargestSteps } from '../../../src/ingest/text/LargestSteps';

describe('LargestSteps', () => {
  it('keeps the places of the largest steps, in their order, and counts all', () => {
    const steps = new LargestSteps(2);
    [5, 90, 1, 70, 2, 80, 3, 4].forEach((size, place) => {
      steps.add(place, size);
    });
    assert.deepEqual(steps.places, [1, 5]);
    assert.equal(steps.count, 8);
  });
});
