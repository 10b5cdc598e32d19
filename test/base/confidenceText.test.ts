import assert from 'node:assert/strict';
import { confidenceText } from '../../src/base/confidenceText';

describe('confidenceText', () => {
  it('never says more than is known', () => {
    assert.deepEqual([0, 0.93661, 0.9999, 1].map(confidenceText), [
      '0.0 %',
      '93.6 %',
      '99.9 %',
      '100.0 %',
    ]);
  });
});
