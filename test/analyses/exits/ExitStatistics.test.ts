import assert from 'node:assert/strict';
import { ExitTally, summarise } from '../../../src/analyses/exits/ExitStatistics';
import { ExitTimeline } from '../../../src/analyses/exits/ExitTimeline';

function tally(...durations: number[]): ExitTally {
  const made = new ExitTally(0, 'vmx', 1, 12, 'idle', new ExitTimeline().lane(0, 'idle'));
  for (const durationNs of durations) made.addPaired(durationNs);
  return made;
}

describe('summarise', () => {
  it('has nothing to say of exits without an entry', () => {
    assert.equal(summarise([]), undefined);
    assert.equal(summarise([tally(), tally()]), undefined);
  });

  it('describes all tallies together, with values that occurred', () => {
    const durations = Array.from({ length: 100 }, (_, index) => index + 1);
    const summary = summarise([tally(...durations.slice(0, 30)), tally(...durations.slice(30))]);
    assert.deepEqual(summary, {
      minNs: 1,
      meanNs: 51, // 50.5, rounded
      p50Ns: 50,
      p90Ns: 90,
      p99Ns: 99,
      maxNs: 100,
    });
  });

  it('does not disturb what the tallies hold', () => {
    const one = tally(3, 1, 2);
    summarise([one]);
    assert.deepEqual([...one.durations.view], [3, 1, 2]);
  });
});
