import assert from 'node:assert/strict';
import { vectorTrace } from '../../support/idle/vectorTrace';

describe('states of a vCPU that only part of the events tells', () => {
  it('blocks a halt from before the trace until its thread was woken', async () => {
    const trace = await vectorTrace(`
      0 c1 M mark   90 c1 irq WG T0   95 c0 T0 SI   100 c0 T0 WK 900000 1   101 c0 T0 EN
    `);
    assert.deepEqual(trace.states('T0'), ['blocked 0–90', 'waking 90–95', 'kernel 95–101']);
  });

  for (const state of ['X', 'Z']) {
    it(`knows nothing of a vCPU whose thread ended in state ${state}`, async () => {
      const trace = await vectorTrace(`
        0 c0 T0 EN   10 c0 T0 EX 30   15 c0 T0 SO ${state}   100 c1 M mark
      `);
      assert.deepEqual(trace.states('T0'), ['guest 0–10', 'kernel 10–15', 'unknown 15–100']);
    });
  }

  it('counts nothing that a thread does while it ends', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   10 c0 T0 EX 30   15 c0 T0 sched_process_exit pid=1000   20 c0 T0 SO D
      30 c0 T0 SI   40 c0 T0 kvm_mmu_set_spte gfn=5   50 c0 T0 SO Z   100 c1 M mark
    `);
    assert.deepEqual(trace.states('T0'), ['guest 0–10', 'kernel 10–15', 'unknown 15–100']);
  });

  it('tells no steal where it does not know when the thread got its CPU back', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   10 c0 T0 EX 30   15 c0 T0 SO R T1   40 c0 T0 kvm_mmu_set_spte gfn=5   50 c0 T0 EN
      60 c0 T0 EX 30   65 c0 T0 SO R T1   80 c0 T0 SI   90 c0 T0 EN
    `);
    assert.deepEqual(trace.states('T0'), [
      'guest 0–10',
      'kernel 10–15',
      'unknown 15–40',
      'kernel 40–50',
      'guest 50–60',
      'kernel 60–65',
      'preempted 65–80',
      'kernel 80–90',
    ]);
  });

  it('tells no wait for a CPU where it does not know when that ended', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   10 c0 T0 EX 12   12 c0 T0 SO S   50 c1 irq WG T0   52 c1 irq WU T0
      70 c0 T0 WK 59000 1   71 c0 T0 EN
    `);
    assert.deepEqual(trace.states('T0').slice(-3), [
      'blocked 12–52',
      'unknown 52–70',
      'kernel 70–71',
    ]);
  });

  it('counts userspace only up to the next run where neither exits nor entries are recorded', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 HVT 0   10 c0 T0 UX 2 0   20 c0 T0 kvm_fpu load=1   30 c0 T0 UX 2 0   90 c0 T0 HVT 0
      95 c1 M mark
    `);
    assert.deepEqual(trace.states('T0'), ['unknown 0–10', 'userspace 10–20', 'unknown 20–95']);
  });
});
