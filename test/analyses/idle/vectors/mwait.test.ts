import assert from 'node:assert/strict';
import { passThrough } from '../../../../src/queries/idle/passThrough';
import { vectorTrace } from '../../../support/idle/vectorTrace';

const IDLE_RIP = 'guest_rip=0xffffffff81a00a30';

/** MONITOR and MWAIT that KVM takes for NOPs, every 1.6 µs up to about 1600 µs. */
const loop = Array.from({ length: 1000 }, (_, at) => {
  const us = (offset: number): string => (at * 1.6 + offset).toFixed(1);
  return `
    ${us(0)} c0 T0 EX 39 ${IDLE_RIP}   ${us(0.6)} c0 T0 EN
    ${us(0.8)} c0 T0 EX 36 ${IDLE_RIP}   ${us(1.4)} c0 T0 EN
  `;
}).join('\n');

describe('MWAIT, by the vectors of the domain reference', () => {
  it('V30 makes one period of a loop of MWAITs, and tells the timer that ended it', async () => {
    const trace = await vectorTrace(`
      ${loop}
      1600.2 c0 T0 EX 1 intr_info=0x800000ec ${IDLE_RIP}   1600.9 c0 T0 ACC 0 236
      1601.2 c0 T0 INJ 236   1601.5 c0 T0 EN   1700 c0 T0 EX 30 guest_rip=0x1000   1701 c0 T0 EN
    `);
    trace.assertPeriods({
      from: 0,
      to: 1601.5,
      strategy: 'mwait-nop',
      iterations: 1000,
      cause: 'timer',
      vector: 236,
      how: 'in-guest',
    });
  });

  it('V31 leaves open what ended a loop without an event', async () => {
    const trace = await vectorTrace(`${loop}   1900 c0 T0 EX 30 guest_rip=0x1000   1901 c0 T0 EN`);
    trace.assertPeriods({
      from: 0,
      to: 1599.8,
      strategy: 'mwait-nop',
      cause: 'unknown',
      causeConfidence: 'unknown',
    });
  });

  it('takes what the guest computes between two loops for no waiting, whatever ticks find it there', async () => {
    const ticks = Array.from({ length: 10 }, (_, at) => {
      const us = 2600 + at * 1000;
      return `${us} c0 T0 EX 1 intr_info=0x800000ec guest_rip=0x400000   ${us + 2} c0 T0 EN`;
    });
    const trace = await vectorTrace(`
      ${loop}
      ${ticks.join('\n')}
      11603 c0 T0 EX 39 ${IDLE_RIP}   11604 c0 T0 EN   11605 c0 T0 EX 36 ${IDLE_RIP}   11606 c0 T0 EN
      11700 c0 T0 EX 30 guest_rip=0x1000   11701 c0 T0 EN
    `);
    trace.assertPeriods(
      { from: 0, to: 1599.8, strategy: 'mwait-nop', iterations: 1000, cause: 'unknown' },
      { from: 11603, to: 11606, strategy: 'mwait-nop', iterations: 1 },
    );
  });

  it('ends a wait before the computing in which a tick brings the guest its timer', async () => {
    const trace = await vectorTrace(`
      ${loop}
      3600.2 c0 T0 EX 1 intr_info=0x800000ec guest_rip=0x400000   3600.9 c0 T0 ACC 0 236
      3601.2 c0 T0 INJ 236   3601.5 c0 T0 EN   3700 c0 T0 EX 30 guest_rip=0x1000   3701 c0 T0 EN
    `);
    trace.assertPeriods({ from: 0, to: 1599.8, strategy: 'mwait-nop', cause: 'unknown' });
  });

  it('makes two periods of MWAITs a second apart, of which no more are known', async () => {
    const pair = (us: number): string => `
      ${us} c0 T0 EX 36 ${IDLE_RIP}   ${us + 1} c0 T0 EN   ${us + 3} c0 T0 EX 36 ${IDLE_RIP}
      ${us + 4} c0 T0 EN
    `;
    const trace = await vectorTrace(`${pair(0)}   ${pair(1_000_000)}`);
    trace.assertPeriods({ from: 0, to: 4, iterations: 2 }, { from: 1_000_000, iterations: 2 });
  });

  it('V32 sees no idling in an MWAIT that raises an exception', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 36   0.5 c0 T0 kvm_inj_exception exception=6   1 c0 T0 EN   5 c0 T0 EX 30   6 c0 T0 EN
    `);
    trace.assertPeriods();
    assert.equal(trace.lane('T0').refusedMwaits, 1);
  });

  it('V33 notes that CPUID does not offer the MWAIT that the guest executes', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   1 c0 T0 EX 10   2 c0 T0 kvm_cpuid function=1 rcx=0x76da3203   3 c0 T0 EN
      10 c0 T0 EX 39   10.6 c0 T0 EN   10.8 c0 T0 EX 36   11.4 c0 T0 EN   900 c0 T0 EX 30   901 c0 T0 EN
    `);
    trace.assertPeriods({ strategy: 'mwait-nop' });
    assert.equal(trace.facts('T0')?.offersMwait, false);
    assert.equal(trace.lane('T0').mwaits, 1);
  });

  it('V54 names the write, and its vCPU, that ended a wait on a protected page', async () => {
    const trace = await vectorTrace(`
      0 c1 T1 EN   0 c0 T0 EN   10 c0 T0 EX 39   11 c0 T0 EN   12 c0 T0 EX 36   13 c0 T0 SO S
      50 c1 T1 EX 48 info1=0x1aa   51 c1 T1 PF 0x5000048 0x1aa   52 c1 T1 WG T0   53 c1 T1 EN
      55 c0 T0 SI   56 c0 T0 WK 43500 1   57 c0 T0 EN
    `);
    const [period] = trace.periods;
    assert.equal(period?.strategy, 'mwait-page-protect');
    assert.equal(period.cause, 'memory-write');
    assert.equal(period.sender, 1);
    assert.equal(trace.table.at(0).gpaLow, 0x5000048);
  });

  it('V34 estimates from ticks how long a guest waits that never exits to wait', async () => {
    const ticks = Array.from({ length: 2500 }, (_, at) => {
      const rip = at % 100 < 97 ? '0xffffffff81a00a33' : `0x${(0x401000 + at).toString(16)}`;
      const us = at * 4000;
      return `${us} c0 T0 EX 1 intr_info=0x800000ec guest_rip=${rip}   ${us + 2} c0 T0 EN`;
    });
    const trace = await vectorTrace(ticks.join('\n'));
    trace.assertPeriods();
    const found = passThrough(trace.passes.idle, 0);
    assert.equal(found?.strategy, 'guest-resident');
    assert.equal(found.confidence, 'weak');
    assert.deepEqual(found.candidates, ['hlt-passthrough', 'mwait-passthrough', 'idle-poll']);
    assert.equal(found.samples, 2500);
    assert.equal(found.at_idle_rip, 2425);
    assert.ok(found.low < 0.97 && 0.97 < found.high);
    assert.deepEqual(found.idle_rips, ['0xffffffff81a00a33']);
  });
});
