import assert from 'node:assert/strict';
import type { LoadedTimeline } from '../support/timeline/loadedTimeline';
import { stretchesOf, vectorTimeline } from '../support/timeline/laneWords';

describe('Lanes of the timeline', () => {
  it('part time in the kernel by the class of the exit that is handled', async () => {
    const loaded = await vectorTimeline(`
      0 c0 T0 EN   5 c0 T0 EX 48   8 c0 T0 EN   20 c0 T0 EX 30   22 c0 T0 UX 2 0
      40 c0 T0 kvm_fpu load=1   41 c0 T0 EN   50 c0 T0 EX 1   51 c0 T0 EN   60 c1 M mark
    `);
    assert.deepEqual(stretchesOf(loaded, 'vm0/vcpu0/state'), [
      'guest 0–5',
      'kernel:mem 5–8',
      'guest 8–20',
      'kernel:pio 20–22',
      'userspace 22–40',
      'kernel:pio 40–41',
      'guest 41–50',
      'kernel:irq-host 50–51',
      'guest 51–60',
    ]);
  });

  it('give time in the kernel that a host interrupt began to the exit that is stamped late (C-14)', async () => {
    const loaded = await vectorTimeline(`
      0 c0 T0 EN   5 c0 T0 EX 48   8 c0 T0 EN
      50 c0 irq/T0 irq_handler_entry name=nvme   52 c0 irq/T0 irq_handler_exit
      53 c0 T0 SO R+   900 c0 T0 SI   901 c0 T0 EX 1   902 c0 T0 EN
    `);
    // No exit was traced before it was displaced: of which one that time is, nothing tells.
    assert.deepEqual(stretchesOf(loaded, 'vm0/vcpu0/state'), [
      'guest 0–5',
      'kernel:mem 5–8',
      'guest 8–50',
      'kernel 50–53',
      'preempted 53–900',
      'kernel:irq-host 900–902',
    ]);
  });

  it('do not say what a kernel does before the first exit', async () => {
    const loaded = await vectorTimeline(
      `0 c0 T0 kvm_fpu load=1   3 c0 T0 EN   9 c0 T0 EX 1   10 c0 T0 EN`,
    );
    assert.deepEqual(stretchesOf(loaded, 'vm0/vcpu0/state'), [
      'kernel 0–3',
      'guest 3–9',
      'kernel:irq-host 9–10',
    ]);
  });

  it('tell what each vCPU did that one thread ran after the other, and nothing of the rest', async () => {
    const loaded = await vectorTimeline(`
      0 c0 T0 EN vcpu_id=0   1 c0 T0 EX 30 vcpu_id=0   2 c0 T0 EN vcpu_id=1   3 c0 T0 EX 30 vcpu_id=1
      4 c0 T0 EN vcpu_id=0   6 c0 T0 EX 12 vcpu_id=0   7 c1 M mark
    `);
    const states = loaded.timeline.lanes.all.filter(({ facts }) => facts.kind === 'state');
    assert.deepEqual(
      states.map(({ facts }) => stretchesOf(loaded, facts.key)),
      [
        ['guest 0–1', 'kernel:pio 1–2', 'unknown 2–4', 'guest 4–6', 'kernel:idle 6–7'],
        ['unknown 0–2', 'guest 2–3', 'kernel:pio 3–4', 'unknown 4–7'],
      ],
    );
  });

  it('say who ran on a host CPU, from what each switch tells', async () => {
    const loaded = await vectorTimeline(`
      0 c0 T0 EN   5 c0 T0 EX 12   6 c0 T0 SO S   10 c0 T0 SI   12 c0 T0 EN   20 c1 M mark
    `);
    assert.deepEqual(stretchesOf(loaded, 'cpu0'), [
      'vm0/vcpu0 0–6',
      'idle 6–10',
      'vm0/vcpu0 10–20',
    ]);
  });
});

describe('Steps on lanes of the timeline', () => {
  let loaded: LoadedTimeline;

  before(async () => {
    loaded = await vectorTimeline(`
      0 c0 T0 EN   5 c0 T0 EX 48   8 c0 T0 EN   20 c0 T0 EX 30   22 c0 T0 EN   30 c0 T0 EX 48
      33 c0 T0 EN   40 c0 T0 EX 12   41 c0 T0 SO S   60 c0 T0 SI   61 c0 T0 EN   70 c1 M mark
    `);
  });

  function step(lane: string, atUs: number, direction: 1 | -1, isSame: boolean): number[] | null {
    const found = loaded.timeline.step({ lane, timeNs: atUs * 1000, direction, isSame });
    return found && [found.fromNs / 1000, found.toNs / 1000];
  }

  it('go to the next stretch and to the one before', () => {
    assert.deepEqual(step('vm0/vcpu0/state', 6, 1, false), [8, 20]);
    assert.deepEqual(step('vm0/vcpu0/state', 6, -1, false), [0, 5]);
    assert.equal(step('vm0/vcpu0/state', 2, -1, false), null);
    assert.equal(step('vm0/vcpu0/state', 65, 1, false), null);
    assert.deepEqual(step('vm0/vcpu0/state', 99, -1, false), [61, 70]);
    assert.deepEqual(step('vm0/vcpu0/state', -5, 1, false), [0, 5]);
  });

  it('go on to the next exit of the same reason from a stretch in the kernel', () => {
    assert.deepEqual(step('vm0/vcpu0/state', 6, 1, true), [30, 33]);
    assert.deepEqual(step('vm0/vcpu0/state', 30, -1, true), [5, 8]);
    assert.equal(step('vm0/vcpu0/state', 21, 1, true), null);
  });

  it('go on to the next stretch of the same state from any other', () => {
    assert.deepEqual(step('vm0/vcpu0/state', 1, 1, true), [8, 20]);
    assert.deepEqual(step('vm0/vcpu0/state', 65, -1, true), [33, 40]);
  });

  it('go from exit to exit, or to the next of the same reason', () => {
    assert.deepEqual(step('vm0/vcpu0/exits', 5, 1, false), [20, 20]);
    assert.deepEqual(step('vm0/vcpu0/exits', 5, 1, true), [30, 30]);
    assert.deepEqual(step('vm0/vcpu0/exits', 30, -1, true), [5, 5]);
    assert.deepEqual(step('vm0/vcpu0/exits', 0, 1, false), [5, 5]);
    assert.equal(step('vm0/vcpu0/exits', 40, 1, false), null);
  });

  it('go to the next time that the same thread ran', () => {
    assert.deepEqual(step('cpu0', 10, 1, true), [60, 70]);
    assert.deepEqual(step('cpu0', 10, 1, false), [41, 60]);
  });

  it('lead nowhere on a lane that there is none of', () => {
    assert.equal(step('vm7/vcpu0/state', 0, 1, false), null);
    assert.equal(step('vm0/vcpu0/state', NaN, 1, false), null);
  });
});
