import assert from 'node:assert/strict';
import { stripPath } from '../../../../webview/panels/idle/stripPath';

describe('stripPath', () => {
  it('fills each slice to its share, and leaves those blank of which nothing is told', () => {
    assert.equal(stripPath(Float64Array.of(NaN, 1, 0, 0.25)), 'M1 20V0.0h1V20zM3 20V15.0h1V20z');
  });
});
