import assert from 'node:assert/strict';
import { rangeNotice } from '../../../src/extension/timeline/rangeNotice';

describe('rangeNotice', () => {
  const part = { fromNs: 1e9, durationNs: 1e9 };

  it('shows two milliseconds on each side of a moment, as far as they are loaded', () => {
    const { fromNs, toNs } = rangeNotice({ lane: 'cpu0', timeNs: 1.5e9 }, part);
    assert.deepEqual([fromNs, toNs], [1.498e9, 1.502e9]);

    const first = rangeNotice({ lane: null, timeNs: 1e9 }, part);
    assert.deepEqual([first.fromNs, first.toNs, first.timeNs], [1e9, 1.002e9, 1e9]);
  });

  it('shows all of a lane where there is no moment', () => {
    assert.deepEqual(rangeNotice({ lane: 'cpu0', timeNs: null }, part), {
      ...{ notice: 'range', lane: 'cpu0', timeNs: null },
      ...{ fromNs: 1e9, toNs: 2e9 },
    });
  });
});
