import assert from 'node:assert/strict';
import { stretchesOf, vectorTimeline } from '../../support/timeline/laneWords';

const STRATEGY = 'vm0/vcpu0/strategy';
const SLEEP = '0 c0 T0 EN   5 c0 T0 EX 12   6 c0 T0 SO S';

describe('The lane of idle strategies', () => {
  it('shows an idle period whose end the trace does not hold up to where the trace ends', async () => {
    const loaded = await vectorTimeline(`${SLEEP}   50 c1 M mark`);
    assert.deepEqual(stretchesOf(loaded, STRATEGY), ['hlt-block 5–50']);
  });

  it('has no wakeup for a period without an end', async () => {
    const loaded = await vectorTimeline(`${SLEEP}   50 c1 M mark`);
    const wakes = loaded.timeline.lanes.find('vm0/vcpu0/wakes')!.content;
    assert.equal(wakes.form === 'counts' && wakes.marks.length, 0);
  });

  it('ends a period whose end was lost where what the vCPU did is not known', async () => {
    const loaded = await vectorTimeline(`
      ${SLEEP}   20 c0 M mark
      lost c0 10
      60 c0 T0 EN   70 c0 T0 EX 12   71 c0 T0 SO S   90 c0 T0 SI   91 c0 T0 EN   95 c1 M mark
    `);
    const [first, ...others] = stretchesOf(loaded, STRATEGY);
    const unknown = stretchesOf(loaded, 'vm0/vcpu0/state').find((of) => of.startsWith('unknown'));
    assert.deepEqual([first, unknown], ['hlt-block 5–20', 'unknown 20–60']);
    assert.deepEqual(others, ['hlt-block 70–91']);
  });
});
