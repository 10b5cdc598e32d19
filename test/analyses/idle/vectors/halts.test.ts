import assert from 'node:assert/strict';
import { tidOf } from '../../../support/idle/vectorEvents';
import { vectorTrace } from '../../../support/idle/vectorTrace';

describe('halts, by the vectors of the domain reference', () => {
  it('V17 parts a poll that failed from the wait after it', async () => {
    const trace = await vectorTrace(`
      0 c1 T1 EN   0 c0 T0 EX 12   21 c0 T0 SO S   299.5 c1 T1 ACC 0 253   300 c1 T1 WG T0
      304 c0 T0 SI   304.8 c0 T0 HP 40000(g)20000   305 c0 T0 WK 304000 1   307 c0 T0 EN
    `);
    trace.assertPeriods({
      strategy: 'hlt-poll-miss',
      poll: 20,
      window: 20,
      cause: 'ipi',
      sender: 1,
      wakingToRunning: 4,
    });
    assert.deepEqual(trace.states('T0'), [
      'kernel 0–1',
      'halt_poll 1–21',
      'blocked 21–300',
      'waking 300–304',
      'kernel 304–307',
    ]);
  });

  it('V17 counts a poll although its failure made KVM give polling up', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   21 c0 T0 SO S   300 c1 irq WG T0
      304 c0 T0 SI   304.8 c0 T0 HP 0(s)20000   305 c0 T0 WK 304000 1   307 c0 T0 EN
    `);
    trace.assertPeriods({ strategy: 'hlt-poll-miss', poll: 20, window: 20 });
    assert.ok(trace.states('T0').includes('halt_poll 1–21'), trace.states('T0').join());
  });

  it('V17 takes a poll for likely where the switch that ended it was filtered out', async () => {
    const trace = await vectorTrace(`
      0 c1 T1 EN   0 c0 T0 EX 12   5 c1 T1 SO S   300 c1 irq WG T0
      304.8 c0 T0 HP 40000(g)20000   305 c0 T0 WK 304000 1   307 c0 T0 EN
    `);
    trace.assertPeriods({
      vcpu: 0,
      strategy: 'hlt-poll-miss',
      confidence: 'weak',
      poll: null,
      window: 20,
    });
  });

  it('is not sure of a halt that a kick may have ended, with neither exits nor wakings recorded', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 SO S   18 c0 irq HRT   21 c0 T0 SI   22 c0 T0 HP 0(s)10000
      23 c0 T0 WK 24000 1   24 c0 T0 ACC 0 236   25 c0 T0 INJ 236
      80 c0 T0 SO S   97 c1 T1 ACC 0 0 dm=0x300   101 c0 T0 SI   103 c0 T0 WK 24000 1
      160 c0 T0 SO S   178 c0 irq HRT   181 c0 T0 SI   183 c0 T0 WK 24000 1
      184 c0 T0 ACC 0 236   185 c0 T0 INJ 236
    `);
    assert.equal(trace.periods[1]?.strategy, 'hlt-block');
    assert.equal(trace.periods[1].confidence, 'weak');
  });

  it('V18 takes a poll that another task cut short for what it is', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   1 c0 T0 HP 20000(g)10000   2 c0 T0 EN
      100 c0 T0 EX 12   101.5 c0 T0 SO S   300 c1 irq WG T0   304 c0 T0 SI
      305 c0 T0 WK 204000 1   307 c0 T0 EN
    `);
    assert.equal(trace.periods[1]?.poll, 0.5);
    assert.ok(trace.states('T0').includes('halt_poll 101–101.5'), trace.states('T0').join());
  });

  it('V19 calls no poll what only looked once', async () => {
    const trace = await vectorTrace(`0 c0 T0 EX 12   1.5 c0 T0 WK 700 0   2 c0 T0 EN`);
    trace.assertPeriods({ strategy: 'hlt-pending', how: 'already-pending' });
  });

  it('V20 counts an HLT that never halted as such', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   1.1 c0 T0 EN
      100 c0 T0 EX 12   101 c0 T0 SO S   300 c1 irq WG T0   304 c0 T0 SI   305 c0 T0 WK 204000 1
      307 c0 T0 EN   400 c0 T0 EX 12   401.1 c0 T0 EN
    `);
    const [, , aborted] = trace.periods;
    assert.equal(aborted?.strategy, 'hlt-pending');
    assert.equal(aborted.confidence, 'certain');
    assert.equal(aborted.wait, null);
    assert.equal(trace.lane('T0').endedHalts, 1);
  });

  const shortHalts = Array.from({ length: 100 }, (_, at) => {
    const from = 1000 + at * 1000;
    const wait = 60_000 + at * 900;
    const woken = from + 3 + wait / 1000;
    return `
      ${from} c0 T0 EX 12   ${from + 2} c0 T0 SO S   ${woken - 2} c1 irq WG T0   ${woken - 1} c0 T0 SI
      ${woken} c0 T0 WK ${wait} 1   ${woken + 1} c0 T0 EN
    `;
  }).join('\n');

  it('V35 knows a guest that polls itself by what it told its host', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   1 c0 T0 EX 32   2 c0 T0 kvm_msr write=1 ecx=0x4b564d05 data=0   3 c0 T0 EN
      ${shortHalts}
    `);
    const { periods } = trace;
    assert.equal(periods.length, 100);
    assert.ok(periods.every(({ strategy }) => strategy === 'guest-haltpoll'));
    assert.ok(periods.every(({ confidence }) => confidence === 'certain'));
    assert.equal(trace.facts('T0')?.hostPolls, false);
  });

  it('V35 supposes it where many short halts never made the host poll', async () => {
    const { periods } = await vectorTrace(shortHalts);
    assert.ok(periods.every(({ strategy }) => strategy === 'guest-haltpoll'));
    assert.ok(periods.every(({ confidence }) => confidence === 'strong'));
  });

  it('does not suppose it where nothing would show that the host polled', async () => {
    const { periods } = await vectorTrace(shortHalts, { lacking: ['kvm_halt_poll_ns'] });
    assert.ok(periods.every(({ strategy }) => strategy === 'hlt-block'));
  });

  it('counts no more of a halt than passed since its exit, or since the halt before it', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   1000 c0 T0 EX 12   1012 c0 T0 SO S   1014 c0 T0 SI   1020 c0 T0 WK 900000 1
      1025 c0 T0 UX 10 -4   1040 c0 T0 WK 900000 0   1050 c0 T0 EN
    `);
    trace.assertPeriods({ from: 1000, to: 1050, poll: 20, wait: 20 });
  });

  it('V39 takes over that a window shrank below its start to nothing', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   3297.9 c0 T0 HP 0(s)10000   3298 c0 T0 WK 3296511 1   3299 c0 T0 EN
    `);
    assert.equal(trace.lane('T0').window.ns, 0);
    assert.equal(trace.lane('T0').window.mostNs, 10_000);
  });

  it('takes a window that was cut to the maximum for none that a halt polled by', async () => {
    const grown = `
      0 c0 T0 EX 12   300 c0 T0 HP 160000(g)80000   301 c0 T0 WK 290000 1   302 c0 T0 EN
      400 c0 T0 EX 12   590 c0 T0 HP 320000(g)160000   591 c0 T0 WK 180000 1   592 c0 T0 EN
    `;
    assert.equal((await vectorTrace(grown)).lane('T0').window.mostNs, 320_000);
    const cut = `${grown}
      700 c0 T0 EX 12   1790 c0 T0 HP 100000(s)200000   1791 c0 T0 WK 1080000 1   1792 c0 T0 EN
    `;
    assert.equal((await vectorTrace(cut)).lane('T0').window.mostNs, 200_000);
    const again = `${cut}
      1900 c0 T0 EX 12   2090 c0 T0 HP 200000(g)100000   2091 c0 T0 WK 180000 1   2092 c0 T0 EN
      2200 c0 T0 EX 12   2390 c0 T0 HP 400000(g)200000   2391 c0 T0 WK 180000 1   2392 c0 T0 EN
    `;
    assert.equal((await vectorTrace(again)).lane('T0').window.mostNs, 200_000);
  });

  it('V40 keeps a window of nothing over a halt that was too long to change it', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   1 c0 T0 HP 0(s)10000   2 c0 T0 EN
      10 c0 T0 EX 12   307 c0 T0 WK 296210 1   308 c0 T0 EN
    `);
    assert.equal(trace.lane('T0').window.ns, 0);
    assert.equal(trace.periods[1]?.strategy, 'hlt-block');
    assert.equal(trace.periods[1].poll, 0);
  });

  it('V57 follows a vCPU that woke up on another CPU', async () => {
    const trace = await vectorTrace(`
      0 c1 T0 EX 12   2 c1 T0 SO S   50 c2 irq WG T0
      51 c2 irq sched_migrate_task pid=1000 orig_cpu=1 dest_cpu=3
      58 c3 T0 SI   59 c3 T0 WK 57000 1   60 c3 T0 EN
    `);
    trace.assertPeriods({ from: 0, to: 60, wakingToRunning: 8 });
    assert.deepEqual(trace.states('T0'), [
      'kernel 0–2',
      'blocked 2–50',
      'waking 50–58',
      'kernel 58–60',
    ]);
  });

  it('V62 cuts a halt off where the trace begins, and takes no sample of it', async () => {
    const trace = await vectorTrace(`
      0 c1 M mark   100 c0 T0 WK 900000 1   101 c0 T0 EN   200 c0 T0 EX 30   201 c0 T0 EN
    `);
    trace.assertPeriods({ from: 0, to: 101, strategy: 'hlt-block', isCut: true });
    assert.equal(trace.states('T0')[0], 'blocked 0–100');
    assert.equal(trace.lengths('T0', 'hlt-block')?.periods, 1);
    assert.equal(trace.lengths('T0', 'hlt-block')?.ended.count, 0);
  });

  it('V63 leaves a halt open where the trace ends', async () => {
    const trace = await vectorTrace(`0 c0 T0 EX 12   2 c0 T0 SO S   1000000 c1 M mark`);
    trace.assertPeriods({ from: 0, to: null, strategy: 'hlt-block', cause: 'unknown' });
    assert.deepEqual(trace.states('T0'), ['kernel 0–2', 'blocked 2–1000000']);
    assert.equal(trace.lengths('T0', 'hlt-block')?.ended.count, 0);
  });

  it('V65 makes one period of two halts, the first of which ended for nothing', async () => {
    const trace = await vectorTrace(`
      0 c1 T1 EN   0 c2 T2 EN   0 c0 T0 EX 12   1 c0 T0 SO S
      50 c2 T2 EX 32   51 c2 T2 WG T0   52 c2 T2 EN   55 c0 T0 SI   56 c0 T0 WK 55500 1   58 c0 T0 SO S
      200 c1 T1 EX 32   200.5 c1 T1 IPI 0 253   201 c1 T1 ACC 0 253   202 c1 T1 WG T0   203 c1 T1 EN
      205 c0 T0 SI   206 c0 T0 WK 149000 1   207 c0 T0 INJ 253   208 c0 T0 EN
    `);
    trace.assertPeriods({
      from: 0,
      to: 208,
      strategy: 'hlt-block',
      cause: 'ipi',
      causeConfidence: 'certain',
      sender: 1,
      earlier: [[56, 'host-request', 'weak', tidOf('T2')]],
    });
    assert.equal(trace.lane('T0').endedHalts, 2);
    assert.equal(trace.lane('T0').vainWakings.count, 1);
  });

  it('calls a halt spurious after which it halts again, where no thread woke it', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   1 c0 T0 SO S   50 c1 irq WG T0   55 c0 T0 SI   56 c0 T0 WK 55500 1
      90 c0 T0 WK 30000 0   91 c0 T0 EN
    `);
    trace.assertPeriods({ from: 0, to: 91, earlier: [[56, 'spurious', 'weak', null]] });
  });

  it('is not sure of polling that two halts did together and neither did by itself', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   1 c0 T0 HP 2000000(g)1000000   2 c0 T0 EN
      100 c0 T0 EX 12   100.8 c0 T0 SO S   150 c1 irq WG T0   155 c0 T0 SI   156 c0 T0 WK 56000 1
      157.8 c0 T0 SO S   190 c1 irq WG T0   195 c0 T0 SI   196 c0 T0 WK 39000 1
      197 c0 T0 ACC 0 236   198 c0 T0 EN
    `);
    const { poll, confidence } = trace.periods.at(-1)!;
    assert.deepEqual({ poll, confidence }, { poll: 1.6, confidence: 'weak' });
  });

  it('V67 takes an HLT that the guest hypervisor handles for none of ours', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   10 c0 T0 EX 12   11 c0 T0 kvm_nested_vmexit exit_reason=12 isa=1
      12 c0 T0 kvm_nested_vmexit_inject exit_code=12   13 c0 T0 EN   20 c0 T0 EX 30   21 c0 T0 EN
    `);
    trace.assertPeriods({ from: 10, to: 13, strategy: 'nested', cause: 'unknown' });
    assert.ok(!trace.states('T0').some((stretch) => stretch.startsWith('blocked')));
  });

  it("V68 knows SVM's idle HLT", async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   10 c0 T0 EX svm 0xa6   11 c0 T0 SO S   90 c1 irq WG T0   95 c0 T0 SI
      96 c0 T0 WK 85500 1   97 c0 T0 EN
    `);
    trace.assertPeriods({ strategy: 'svm-idle-halt', wait: 85.5 });
  });

  it('V69 counts a latency that clocks put slightly below nothing as nothing', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   1 c0 T0 SO S   98.5 c0 T0 SI   100 c3 irq WG T0   101 c0 T0 WK 99500 1
      102 c0 T0 EN
    `);
    trace.assertPeriods({ wakingToRunning: 0 });
  });

  it('V69 drops a latency where clocks disagree more', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   1 c0 T0 SO S   60 c0 T0 SI   100 c3 irq WG T0   101 c0 T0 WK 99500 1
      102 c0 T0 EN
    `);
    trace.assertPeriods({ wakingToRunning: null });
  });

  it('V74 takes a window that differs from the one set before for no loss', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   1 c0 T0 HP 320000(g)160000   2 c0 T0 EN
      100 c0 T0 EX 12   299 c0 T0 SO S   1000 c1 irq WG T0   1004 c0 T0 SI
      1005 c0 T0 HP 100000(s)200000   1006 c0 T0 WK 905000 1   1007 c0 T0 EN
    `);
    assert.equal(trace.periods[1]?.window, 200);
    assert.equal(trace.periods[1].strategy, 'hlt-poll-miss');
    assert.equal(trace.lane('T0').window.ns, 100_000);
  });

  it('V77 tells halts where the guest only ever runs unseen', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 HVT 0   1 c0 T0 kvm_emulate_insn insn=0xf4 len=1   2 c0 T0 SO S
      500 c1 irq HRT apic_timer_fn   501 c1 irq WG T0   502 c1 irq WU T0   505 c0 T0 SI
      507 c0 T0 WK 505500 1   508 c0 T0 ACC 0 236   510 c0 T0 kvm_emulate_insn insn=0xe6 len=2
      511 c0 T0 UX 2 0   530 c0 T0 kvm_emulate_insn insn=0xf4 len=1   531 c0 T0 SO S
      900 c1 M WG T0   905 c0 T0 SI   906 c0 T0 WK 375500 1
    `);
    trace.assertPeriods(
      { from: 1.5, to: 507, strategy: 'hlt-emulator', cause: 'timer', causeConfidence: 'certain' },
      { from: 530.5, to: 906, strategy: 'hlt-emulator', senderTid: tidOf('M') },
    );
    assert.deepEqual(trace.states('T0'), [
      'unknown 0–1.5',
      'kernel 1.5–2',
      'blocked 2–502',
      'waking 502–505',
      'kernel 505–507',
      'unknown 507–530.5',
      'kernel 530.5–531',
      'blocked 531–900',
      'waking 900–905',
      'kernel 905–906',
    ]);
  });
});
