import assert from 'node:assert/strict';
import { visitLines } from '../../src/lines/visitLines';
import type { Pace } from '../../src/lines/visitLines';

const endless = { count: 1_000_000, text: (line: number) => `line ${line}` };

function paced(cancelledAfter = Number.POSITIVE_INFINITY): Pace & { breaths: number } {
  const pace = {
    breaths: 0,
    isCancelled: () => pace.breaths >= cancelledAfter,
    breathe: async () => {
      pace.breaths++;
    },
  };
  return pace;
}

describe('visitLines', () => {
  it('visits every line once, in order, and lets others run in between', async () => {
    const visited: number[] = [];
    const pace = paced();

    const isComplete = await visitLines(endless, { most: 10_000, pace }, (_, line) => {
      visited.push(line);
    });

    assert.equal(isComplete, true);
    assert.deepEqual(visited, [...new Array(10_000).keys()]);
    assert.ok(pace.breaths >= 2);
  });

  it('reads no line beyond the most it may, however long the text', async () => {
    let reads = 0;
    const counted = { count: endless.count, text: () => `${reads++}` };

    await visitLines(counted, { most: 5000, pace: paced() }, () => undefined);

    assert.equal(reads, 5000);
  });

  it('stops at the next breath when it is cancelled', async () => {
    let visits = 0;

    const isComplete = await visitLines(endless, { most: 1e6, pace: paced(1) }, () => visits++);

    assert.equal(isComplete, false);
    assert.ok(visits < 10_000);
  });
});
