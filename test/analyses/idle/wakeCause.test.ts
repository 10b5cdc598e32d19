import { vectorTrace } from '../../support/idle/vectorTrace';

/** Entries that show which vCPUs the threads run, long before. */
const bound = `0 c1 T1 EN   0 c2 T2 EN   0 c0 T0 EN`;

describe('which of several events ended a halt', () => {
  it('is the kick of a lock where the interrupt that woke the thread before was masked', async () => {
    const trace = await vectorTrace(`
      ${bound}   1 c1 T1 EX 30   2 c1 T1 INJ 48   3 c1 T1 EN
      10 c0 T0 EX 12   11 c0 T0 SO S
      20 c3 VH kvm_msi_set_irq data=35   21 c3 VH ACC 0 35   22 c3 VH WG T0   25 c0 T0 SI   26 c0 T0 SO S
      40 c3 VH kvm_msi_set_irq data=35   41 c3 VH ACC 0 35   42 c3 VH WG T0
      50 c1 T1 EX 18   51 c1 T1 kvm_hypercall nr=5 a1=0   52 c1 T1 ACC 0 0 dm=0x300   53 c1 T1 EN
      60 c0 T0 SI   61 c0 T0 WK 50500 1   62 c0 T0 EN
    `);
    trace.assertPeriods({ strategy: 'lock-halt', cause: 'pv-kick', sender: 1, vector: null });
  });

  it('is the interrupt that the guest got, although a kick came later', async () => {
    const trace = await vectorTrace(`
      ${bound}   10 c0 T0 EX 12   11 c0 T0 SO S
      40 c3 VH kvm_msi_set_irq data=35   41 c3 VH ACC 0 35   42 c3 VH WG T0
      50 c1 T1 EX 18   51 c1 T1 kvm_hypercall nr=5 a1=0   52 c1 T1 ACC 0 0 dm=0x300   53 c1 T1 EN
      60 c0 T0 SI   61 c0 T0 WK 50500 1   61.5 c0 T0 INJ 35   62 c0 T0 EN
    `);
    trace.assertPeriods({ strategy: 'hlt-block', cause: 'device', vector: 35 });
  });

  it('is what woke the thread while it was leaving its CPU', async () => {
    const trace = await vectorTrace(`
      ${bound}   10 c0 T0 EX 12
      20 c1 T1 EX 32   21 c1 T1 IPI 0 251   22 c1 T1 ACC 0 251   23 c1 T1 WG T0   24 c0 T0 SO S
      25 c0 swapper WU T0   26 c1 T1 EN   30 c0 T0 SI   31 c0 T0 WK 20000 1   32 c0 T0 ACC 0 236
      33 c0 T0 INJ 251   34 c0 T0 EN
    `);
    trace.assertPeriods({
      cause: 'ipi',
      causeConfidence: 'certain',
      sender: 1,
      vector: 251,
      causeToWaking: 1,
      wakingToRunning: 7,
    });
  });

  it('is not what woke the thread when that ran again already', async () => {
    const trace = await vectorTrace(`
      ${bound}   10 c0 T0 EX 12   11 c0 T0 SO S
      40 c1 irq HRT apic_timer_fn   41 c1 irq WG T0   50 c0 T0 SI
      60 c3 VH kvm_msi_set_irq data=36   61 c3 VH ACC 0 36   62 c3 VH WG T0
      70 c0 T0 WK 59000 1   71 c0 T0 ACC 0 236   72 c0 T0 INJ 236   74 c0 T0 EN
    `);
    trace.assertPeriods({
      cause: 'timer',
      causeConfidence: 'certain',
      vector: 236,
      wakingToRunning: 9,
      runningToEntry: 24,
      total: 34,
    });
  });

  const pollHit = (timer: string): string => `
    ${bound}   1 c0 T0 EX 12   2 c0 T0 HP 200000(g)100000   3 c0 T0 EN
    10 c0 T0 EX 12   ${timer}
    20 c1 T1 EX 32   21 c1 T1 IPI 0 251   22 c1 T1 ACC 0 251   23 c1 T1 EN
    40 c0 T0 WK 29000 0   41 c0 T0 ACC 0 236   42 c0 T0 INJ 251   43 c0 T0 EN
  `;

  it('is the interrupt of a poll that hit before the timer fired', async () => {
    const trace = await vectorTrace(pollHit('30 c0 irq/T0 local_timer_entry vector=236'));
    trace.assertPeriods(
      {},
      { strategy: 'hlt-poll-hit', cause: 'ipi', causeConfidence: 'strong', sender: 1 },
    );
  });

  it('is the timer of a poll that hit where that fired first', async () => {
    const trace = await vectorTrace(pollHit('15 c0 irq/T0 local_timer_entry vector=236'));
    trace.assertPeriods({}, { cause: 'timer', causeConfidence: 'strong', vector: 236 });
  });

  it('is not sure where nothing tells when the timer fired', async () => {
    const trace = await vectorTrace(pollHit(''));
    trace.assertPeriods({}, { cause: 'ipi', causeConfidence: 'weak' });
  });

  it('never takes longer in a part than in all', async () => {
    const trace = await vectorTrace(`
      ${bound}   10 c0 T0 EX 12   11 c0 T0 SO S   50 c2 T2 EX 32   51 c2 T2 WG T0   52 c2 T2 EN
      60 c3 VH kvm_msi_set_irq data=65   61 c3 VH ACC 0 65   80 c0 T0 SI   85 c0 T0 WK 74000 1
      86 c0 T0 INJ 65   90 c0 T0 EN
    `);
    trace.assertPeriods({ cause: 'device', causeToWaking: null, wakingToRunning: 29, total: 39 });
  });

  it('waited already where a loop of waiting began after it', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   10 c3 VH kvm_msi_set_irq data=65   11 c3 VH ACC 0 65   20 c0 T0 EX 39   21 c0 T0 EN
      22 c0 T0 EX 36   23 c0 T0 INJ 65   24 c0 T0 EN
    `);
    trace.assertPeriods({ strategy: 'mwait-nop', cause: 'device', how: 'already-pending' });
  });

  const loop = `
    0 c0 T0 EN   20 c0 T0 EX 39   21 c0 T0 EN   22 c0 T0 EX 36   22.5 c0 T0 ACC 0 236
  `;

  it('is unknown of a loop of waiting where injections are not recorded', async () => {
    const trace = await vectorTrace(`${loop}   23 c0 T0 EN`, { lacking: ['kvm_inj_virq'] });
    trace.assertPeriods({ cause: 'unknown', whyUnknown: 'not-recorded' });
  });

  it('is a write with less certainty where an interrupt would not have been recorded', async () => {
    const text = `${loop}   23 c0 T0 EN   24 c0 T0 EX 39   25 c0 T0 EN   30 c0 T0 EX 39   31 c0 T0 EN`;
    const told = await vectorTrace(text);
    told.assertPeriods({ cause: 'memory-write', causeConfidence: 'strong' });
    const untold = await vectorTrace(text, { lacking: ['kvm_inj_virq'] });
    untold.assertPeriods({ cause: 'memory-write', causeConfidence: 'weak' });
  });

  it('is hardly what a waker sent where the guest went on without any interrupt', async () => {
    const trace = await vectorTrace(`
      ${bound}   1 c2 T2 EX 30   2 c2 T2 INJ 48   3 c2 T2 EN   10 c0 T0 EX 12   11 c0 T0 SO S
      40 c3 VH kvm_msi_set_irq data=35   42 c3 VH WG T0   60 c0 T0 SI   61 c0 T0 WK 50500 1   62 c0 T0 EN
    `);
    trace.assertPeriods({
      strategy: 'hlt-block',
      confidence: 'weak',
      cause: 'device',
      causeConfidence: 'weak',
    });
  });

  it('is none of two interrupts for sure where no waking tells', async () => {
    const trace = await vectorTrace(`
      ${bound}   10 c0 T0 EX 12   11 c0 T0 SO S   40 c3 VH kvm_msi_set_irq data=35   41 c3 VH ACC 0 35
      50 c1 T1 EX 32   51 c1 T1 IPI 0 251   52 c1 T1 ACC 0 251   53 c1 T1 EN
      60 c0 T0 SI   61 c0 T0 WK 50500 1   61.5 c0 T0 INJ 251   62 c0 T0 EN
    `);
    trace.assertPeriods({ cause: 'ipi', causeConfidence: 'weak' });
  });
});
