import assert from 'node:assert/strict';
import { recordedNumber } from '../../src/queries/recordedNumber';

describe('recordedNumber', () => {
  it('is null for what is not recorded, and 0 for a recorded 0', () => {
    assert.deepEqual([recordedNumber(-1), recordedNumber(0), recordedNumber(7)], [null, 0, 7]);
  });
});
