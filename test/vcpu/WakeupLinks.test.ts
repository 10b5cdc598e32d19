import assert from 'node:assert/strict';
import { WakeupLinks } from '../../src/vcpu/WakeupLinks';
import type { WakeupLink } from '../../src/vcpu/WakeupLinks';
import { openedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';

async function linksOf(text: string): Promise<readonly WakeupLink[]> {
  const trace = await openedTrace(traceText(text));
  const links = new WakeupLinks(0);
  for (const block of trace.table.blocks) links.add(block, trace.table.kinds);
  return links.links();
}

describe('WakeupLinks', () => {
  it('counts who wakes whom, most frequent first', async () => {
    assert.deepEqual(
      await linksOf(`
        1 cpu0 50 sched_waking pid=100
        2 cpu0 100 sched_waking pid=101
        3 cpu1 50 sched_waking pid=101
        4 cpu0 100 sched_waking pid=101
      `),
      [
        { waker: 100, woken: 101, count: 2 },
        { waker: 50, woken: 100, count: 1 },
        { waker: 50, woken: 101, count: 1 },
      ],
    );
  });

  it('does not take a thread for the waker that was only interrupted', async () => {
    assert.deepEqual(
      await linksOf(`
        1 cpu0 50 sched_waking pid=100 flags=0x08
        2 cpu0 50 sched_waking pid=100 flags=0x19
        3 cpu0 50 sched_waking pid=100 flags=0x10
      `),
      [],
    );
  });

  it('knows that the idle task wakes nobody by itself', async () => {
    assert.deepEqual(await linksOf('1 cpu0 0 sched_waking pid=100 flags=1'), []);
  });

  it('finds nothing where wakings were not recorded', async () => {
    assert.deepEqual(await linksOf('1 cpu0 100 kvm_entry vcpu_id=0'), []);
  });
});
