import assert from 'node:assert/strict';
import { binAt } from '../../../webview/charts/paintHeat';

describe('binAt', () => {
  it('is the bin under a place', () => {
    assert.deepEqual(
      [0, 0.49, 0.5, 0.99].map((share) => binAt(share, 2)),
      [0, 0, 1, 1],
    );
  });

  it('stays within the row at its edges', () => {
    assert.deepEqual(
      [-0.01, 1, 1.01].map((share) => binAt(share, 120)),
      [0, 119, 119],
    );
  });
});
