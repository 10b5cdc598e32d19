import assert from 'node:assert/strict';
import fc from 'fast-check';
import { timeTickLabel, timeTicks } from '../../../webview/charts/timeTicks';

describe('timeTicks', () => {
  it('falls on round times', () => {
    assert.deepEqual(timeTicks(0, 115.5e9, 6), [0, 20e9, 40e9, 60e9, 80e9, 100e9]);
  });

  it('begins at the first round time of a part', () => {
    assert.deepEqual(timeTicks(1.5e9, 3.6e9, 3), [2e9, 3e9]);
  });

  it('never has more ticks than there is room for, beside the one at 0', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e15 }),
        fc.integer({ min: 1, max: 40 }),
        (spanNs, most) => {
          assert.ok(timeTicks(0, spanNs, most).length <= most + 1);
        },
      ),
    );
  });

  it('has a tick at 0 for a trace of no length', () => {
    assert.deepEqual(timeTicks(0, 0, 5), [0]);
  });
});

describe('timeTickLabel', () => {
  it('uses one unit along the axis', () => {
    const ticks = timeTicks(0, 1.2e9, 6);

    assert.deepEqual(
      ticks.map((tick) => timeTickLabel(tick, ticks, 'ns')),
      ['0', '0.2 s', '0.4 s', '0.6 s', '0.8 s', '1 s', '1.2 s'],
    );
  });
});
