import assert from 'node:assert/strict';
import { tidOf } from '../../../support/idle/vectorEvents';
import { vectorTrace } from '../../../support/idle/vectorTrace';

/** Entries that show which vCPUs the threads run, long before. */
const bound = `
  0 c1 T1 EN   0 c2 T2 EN   0 c0 T0 EN
`;

const softwareIpi = `
  0 c1 T1 EN
  0 c0 T0 EX 12   1 c0 T0 SO S
  100 c1 T1 EX 32   100.5 c1 T1 IPI 0 253   101 c1 T1 ACC 0 253   102 c1 T1 WG T0
  102.5 c1 T1 kvm_apic rw=1 reg=0x300   103 c1 T1 kvm_msr write=1 ecx=0x830   103.4 c1 T1 EN
  103.5 c0 swapper WU T0   106 c0 T0 SI   107 c0 T0 WK 106400 1   108 c0 T0 INJ 253   109 c0 T0 EN
`;

describe('wakes by other vCPUs, by the vectors of the domain reference', () => {
  it('V04 follows an IPI from its exit to the guest that got it', async () => {
    const trace = await vectorTrace(softwareIpi);
    trace.assertPeriods({
      vcpu: 0,
      strategy: 'hlt-block',
      cause: 'ipi',
      causeConfidence: 'certain',
      sender: 1,
      vector: 253,
      source: 1,
      causeToWaking: 1,
      // Queue 1.5 and schedule 2.5.
      wakingToRunning: 4,
      // Resume 1 and inject 2.
      runningToEntry: 3,
      total: 8,
    });
  });

  it('is an IPI where nothing but the IPI tells that its sender runs a vCPU', async () => {
    const withoutRuns = softwareIpi.replaceAll(/\S+ c\d T\d (EX 12|EX 32|EN)/g, '');
    const trace = await vectorTrace(`0.5 c0 T0 HVT 0   ${withoutRuns}`);
    trace.assertPeriods({ strategy: 'hlt-block', cause: 'ipi', vector: 253 });
  });

  it('V05 takes the thread of sched_waking for the waker, not that of sched_wakeup', async () => {
    const trace = await vectorTrace(softwareIpi);
    trace.assertPeriods({ senderTid: tidOf('T1') });
  });

  it('V06 needs no kvm_apic_ipi for an IPI by hypercall to two vCPUs', async () => {
    const trace = await vectorTrace(`
      ${bound}
      10 c0 T0 EX 12   11 c0 T0 SO S   12 c2 T2 EX 12   13 c2 T2 SO S
      50 c1 T1 EX 18   50.5 c1 T1 kvm_hypercall nr=10 a0=0x5 a3=0xfb   50.8 c1 T1 ACC 0 251
      51 c1 T1 WG T0   51.3 c1 T1 ACC 2 251   51.5 c1 T1 WG T2   52 c1 T1 EN
      55 c0 T0 SI   56 c0 T0 WK 45000 1   57 c0 T0 INJ 251   58 c0 T0 EN
      56 c2 T2 SI   57 c2 T2 WK 44000 1   58 c2 T2 INJ 251   59 c2 T2 EN
    `);
    const ipi = { cause: 'ipi', causeConfidence: 'certain', sender: 1, vector: 251 };
    trace.assertPeriods({ vcpu: 0, ...ipi }, { vcpu: 2, ...ipi });
  });

  it('V07 tells a wait for a lock from idling by its kick', async () => {
    const trace = await vectorTrace(`
      ${bound}
      10 c0 T0 EX 12   11 c0 T0 SO S
      50 c1 T1 EX 18   50.5 c1 T1 kvm_hypercall nr=5 a1=0   51 c1 T1 ACC 0 0 dm=0x300
      51.5 c1 T1 WG T0   52 c1 T1 EN
      55 c0 T0 SI   56 c0 T0 WK 45000 1   58 c0 T0 EN
    `);
    trace.assertPeriods({ strategy: 'lock-halt', cause: 'pv-kick', sender: 1, vector: null });
  });

  it("V08 tells AVIC's wake of a vCPU that did not run, without an injection", async () => {
    const trace = await vectorTrace(`
      ${bound}
      10 c0 T0 EX svm 0x78   11 c0 T0 SO S
      50 c1 T1 EX svm 0x401 info1=0xfd
      50.3 c1 T1 kvm_avic_incomplete_ipi vcpu=1 icrl=0xfd id=1
      51 c1 T1 PACC 0 253   51.5 c1 T1 WG T0   52 c1 T1 EN
      55 c0 T0 SI   56 c0 T0 WK 45000 1   58 c0 T0 EN
    `);
    trace.assertPeriods({
      strategy: 'hlt-block',
      cause: 'ipi',
      causeConfidence: 'certain',
      sender: 1,
      vector: 253,
    });
  });

  it('V09 reports nothing of an interrupt that AVIC delivers without an exit', async () => {
    const trace = await vectorTrace(
      `0 c0 T0 EN   0 c1 T1 EN   100 c0 T0 EX svm 0x60   101 c0 T0 EN`,
    );
    trace.assertPeriods();
  });

  const route = (vcpu: number): string =>
    `1 c3 M kvm_pi_irte_update host_irq=40 vcpu_id=${vcpu} gvec=65 set=1`;
  for (const [what, update, suspected] of [
    ['an IPI', '', 'ipi'],
    ['a device that posts to the vCPU', route(0), 'device'],
    ['an IPI where the device posts to another vCPU by now', `${route(0)}   ${route(1)}`, 'ipi'],
  ] as const) {
    it(`V10 leaves a posted wake unexplained, and suspects ${what}`, async () => {
      const trace = await vectorTrace(`
        0 c4 T0 EN   0 c1 T1 EN   ${update}
        2 c1 T1 EX 32   3 c1 T1 PACC 0 253   4 c1 T1 EN
        5 c4 T0 EX 1   6 c4 T0 EN
        10 c4 T0 EX 12   11 c4 T0 SO S   50 c4 irq WG T0   53 c4 T0 SI
        54 c4 T0 WK 43500 1   56 c4 T0 EN
      `);
      trace.assertPeriods({
        strategy: 'hlt-block',
        cause: 'unknown',
        causeConfidence: 'unknown',
        suspected,
      });
    });
  }

  it('V10 suspects nothing where the host posts no interrupts', async () => {
    const trace = await vectorTrace(`
      0 c4 T0 EN   0 c1 T1 EN   2 c1 T1 EX 32   3 c1 T1 ACC 1 253   4 c1 T1 EN
      10 c4 T0 EX 12   11 c4 T0 SO S   50 c4 irq WG T0   53 c4 T0 SI
      54 c4 T0 WK 43500 1   56 c4 T0 EN
    `);
    trace.assertPeriods({ cause: 'unknown', suspected: null });
  });

  it('V16 tells what ended a poll that hit', async () => {
    const trace = await vectorTrace(`
      0 c3 T1 EN   0 c0 T0 EN   1 c0 T0 EX 12   2 c0 T0 HP 50000(g)40000   3 c0 T0 EN
      100 c0 T0 EX 12
      130 c3 T1 ACC 0 253   131.2 c0 T0 WK 30100 0   132 c0 T0 INJ 253   133 c0 T0 EN
    `);
    assert.deepEqual(trace.states('T0').slice(-3), [
      'kernel 100–101.1',
      'halt_poll 101.1–131.2',
      'kernel 131.2–133',
    ]);
    const [, hit] = trace.periods;
    assert.equal(hit?.strategy, 'hlt-poll-hit');
    assert.equal(hit.how, 'poll');
    assert.equal(hit.poll, 30.1);
    assert.equal(hit.cause, 'ipi');
    assert.equal(hit.sender, 1);
    assert.equal(hit.total, 3);
  });

  it('V66 names the interrupt that woke the vCPU, not the one injected first, and counts the other', async () => {
    const trace = await vectorTrace(`
      0 c1 T1 EN   0 c0 T0 EN   1 c0 T0 EX 12   2 c0 T0 SO S
      10 c2 VH ACC 0 65   11 c2 VH WG T0   12 c1 T1 ACC 0 253   15 c0 T0 SI   16 c0 T0 WK 14500 1
      17 c0 T0 INJ 253   18 c0 T0 EN   19 c0 T0 EX 7   20 c0 T0 INJ 65   21 c0 T0 EN
    `);
    trace.assertPeriods({ cause: 'device', vector: 65, senderTid: tidOf('VH'), pending: 1 });
  });
});
