import assert from 'node:assert/strict';
import { binStartNs, decades, wholeDecades } from '../../../webview/charts/logBins';

describe('binStartNs', () => {
  it('is exact at whole decades', () => {
    assert.deepEqual([0, 30, 60, 90].map(binStartNs), [1, 1e3, 1e6, 1e9]);
  });

  it('grows by a tenth of a decade a bin', () => {
    assert.ok(Math.abs(binStartNs(33) - 1995.26) < 0.01);
  });
});

describe('decades', () => {
  it('are the bins in a range at which a decade begins', () => {
    assert.deepEqual(decades(20, 50), [20, 30, 40, 50]);
    assert.deepEqual(decades(21, 39), [30]);
  });
});

describe('wholeDecades', () => {
  it('are those around a range of bins, one at least', () => {
    assert.deepEqual(wholeDecades(23, 41), [20, 50]);
    assert.deepEqual(wholeDecades(30, 30), [30, 40]);
  });
});
