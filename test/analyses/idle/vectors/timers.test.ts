import assert from 'node:assert/strict';
import { tidOf } from '../../../support/idle/vectorEvents';
import { vectorTrace } from '../../../support/idle/vectorTrace';

const blocked = `
  0 c2 T0 EX 12            1 c2 T0 HVT 0          2 c2 T0 SO S
  500 c2 irq HRT apic_timer_fn   501 c2 irq WG T0   502 c2 irq WU T0
  505 c2 T0 SI            507 c2 T0 WK 505500 1   508 c2 T0 ACC 0 236
  509 c2 T0 INJ 236       510 c2 T0 EN
`;

describe('timer wakes, by the vectors of the domain reference', () => {
  it('V01 tells a blocked HLT, its parts and the hrtimer that ended it', async () => {
    const trace = await vectorTrace(blocked, { lacking: ['kvm_halt_poll_ns'] });
    trace.assertPeriods({
      from: 0,
      to: 510,
      strategy: 'hlt-block',
      poll: 0.5,
      wait: 505,
      cause: 'timer',
      causeConfidence: 'certain',
      how: 'woken',
      vector: 236,
      sender: null,
      total: 10,
    });
    assert.deepEqual(trace.states('T0'), [
      'kernel 0–1.5',
      'halt_poll 1.5–2',
      'blocked 2–502',
      'waking 502–505',
      'kernel 505–510',
    ]);
  });

  it('V01 takes no way to sleep for a poll where a window would have shown itself', async () => {
    const trace = await vectorTrace(blocked);
    trace.assertPeriods({ strategy: 'hlt-block', confidence: 'certain', poll: 0, wait: 505.5 });
    assert.deepEqual(trace.states('T0').slice(0, 2), ['kernel 0–2', 'blocked 2–502']);
  });

  it('V02 tells the timer by the acceptance alone, and leaves the wait unsplit', async () => {
    const trace = await vectorTrace(
      `0 c2 T0 EX 12   1 c2 T0 HVT 0   507 c2 T0 WK 505500 1   508 c2 T0 ACC 0 236
      509 c2 T0 INJ 236   510 c2 T0 EN`,
      { lacking: ['kvm_halt_poll_ns'] },
    );
    trace.assertPeriods({
      strategy: 'hlt-block',
      poll: null,
      cause: 'timer',
      causeConfidence: 'strong',
      vector: 236,
      wakingToRunning: null,
    });
    assert.deepEqual(trace.states('T0'), ['kernel 0–1.5', 'blocked 1.5–507', 'kernel 507–510']);
  });

  it('V03 claims no timer where the vCPU accepts none after an unseen interrupt woke it', async () => {
    const trace = await vectorTrace(`
      0 c1 T0 EX 12   1 c1 T0 HVT 0   2 c1 T0 SO S   90 c3 irq WG T0   93 c1 T0 SI
      95 c1 T0 WK 93800 1   96 c1 T0 HVT 1   98 c1 T0 EN
    `);
    trace.assertPeriods({
      cause: 'unknown',
      causeConfidence: 'unknown',
      whyUnknown: 'not-recorded',
    });
  });

  it('V73 keeps a real timer, an MSI and an IPI apart that overlap on one CPU', async () => {
    const trace = await vectorTrace(`
      0 c1 irq HRT apic_timer_fn     2.634 c1 irq WG T1      7.781 c1 irq WU T1
      40.440 c1 M kvm_msi_set_irq data=0x42   43.374 c1 M ACC 0 66   45.157 c1 M WG T0
      48.712 c1 M WU T0   55.002 c1 M SO S T1
      72.548 c1 T1 WK 4998482 1      74.390 c1 T1 ACC 1 65   85.166 c1 T1 kvm_eoi apicid=1 vector=65
      117.184 c1 T1 IPI 0 64         118.776 c1 T1 ACC 0 64
      120.779 c1 T1 kvm_apic rw=1 reg=0x300   121.961 c1 T1 kvm_msr write=1 ecx=0x830
      131.616 c1 T1 SO S T0   145.827 c1 T0 WK 5032393 1   150.624 c1 T0 kvm_eoi apicid=0 vector=66
      171.996 c1 T0 kvm_eoi apicid=0 vector=64   180 c1 T0 HP 10000(g)0   181 c1 T1 HP 10000(g)0
    `);
    trace.assertPeriods(
      {
        vcpu: 0,
        to: 145.827,
        cause: 'device',
        vector: 66,
        senderTid: tidOf('M'),
        // The IPI.
        pending: 1,
        // Queue 3.555 and schedule 82.904.
        wakingToRunning: 86.459,
      },
      {
        vcpu: 1,
        to: 72.548,
        cause: 'timer',
        causeConfidence: 'certain',
        vector: 65,
        pending: 0,
        // Queue 5.147 and schedule 47.221.
        wakingToRunning: 52.368,
        total: 72.548,
      },
    );
  });
});
