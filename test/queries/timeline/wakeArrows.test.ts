import assert from 'node:assert/strict';
import type { WakeArrows } from '../../../src/protocol/timeline';
import { vectorTimeline } from '../../support/timeline/laneWords';

const PERIOD_US = 100;

/** A vCPU that sleeps again and again; each wake takes 1 µs more than the one before, up to 50. */
async function arrowsOf(wakeups: number): Promise<WakeArrows> {
  const text = Array.from({ length: wakeups }, (_, index) => {
    const us = index * PERIOD_US;
    const latencyUs = 1 + (index % 50);
    return `${us} c0 T0 EN   ${us + 10} c0 T0 EX 12   ${us + 11} c0 T0 SO S   ${us + 30} c1 W WG T0
      ${us + 30 + latencyUs} c0 T0 SI   ${us + 31 + latencyUs} c0 T0 EN`;
  }).join('\n');
  return arrowsIn(text);
}

/** Of a whole trace, in the notation of domain reference H. */
async function arrowsIn(text: string): Promise<WakeArrows> {
  const { timeline } = await vectorTimeline(text);
  const { fromNs, toNs } = await timeline.overview();
  const window = { fromNs, columnNs: toNs + 1 - fromNs, columns: 1 };
  return timeline.view(window, [], true).arrows!;
}

describe('Wake arrows', () => {
  it('are those of the slowest wakeups where there are more than can be read', async () => {
    const { fromNs, toNs, leftOut } = await arrowsOf(450);
    assert.deepEqual([toNs.length, leftOut], [400, 50]);
    const latencies = Array.from(toNs, (ns, at) => ns - fromNs[at]!);
    // Nine wakeups took each time from 2 to 51 µs: the 50 that are left out took 7 µs at most.
    assert.equal(Math.min(...latencies), 7_000);
  });

  it('come in the order in which the vCPUs woke', async () => {
    const { toNs } = await arrowsOf(120);
    assert.deepEqual(
      [...toNs],
      [...toNs].sort((a, b) => a - b),
    );
  });

  it('are none where wakeups are so many that arrows would be less than a pixel apart', async () => {
    const { toNs, keys, leftOut } = await arrowsOf(4_100);
    assert.deepEqual([toNs.length, keys.length, leftOut], [0, 0, 4_100]);
  });

  it('come from the host CPU whose interrupt came while the woken thread was still the current one', async () => {
    const { fromNs, from, keys } = await arrowsIn(`
      0 c0 T0 EN   5 c0 T0 EX 12   6 c0 T0 SO S   50 c0 T0 WG T0   52 c0 T0 SI   53 c0 T0 EN
    `);
    assert.deepEqual([fromNs[0], keys[from[0]!]], [50_000, 'cpu0']);
  });
});
