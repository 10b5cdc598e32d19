import assert from 'node:assert/strict';
import type { ExitsOverTime } from '../../../src/protocol/exits';
import { classSeries } from '../../../webview/charts/classSeries';

const exits: ExitsOverTime = {
  fromNs: 0,
  binNs: 10,
  bins: 3,
  classes: ['desc', 'mem', 'idle', 'tsc', 'msr'],
  counts: Uint32Array.from([1, 0, 0, 4, 4, 4, 9, 9, 9, 0, 2, 0, 0, 0, 0]),
};

describe('classSeries', () => {
  it('stacks the classes that occur in a fixed order, the unnamed ones together on top', () => {
    assert.deepEqual(
      classSeries(exits).map(({ style, counts, total }) => [style.className, [...counts], total]),
      [
        ['idle', [9, 9, 9], 27],
        ['mem', [4, 4, 4], 12],
        ['other', [1, 2, 0], 3],
      ],
    );
  });
});
