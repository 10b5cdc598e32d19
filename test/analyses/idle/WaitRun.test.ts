import assert from 'node:assert/strict';
import { defaultParameters } from '../../../src/vcpu/AnalysisParameters';
import { WaitRun } from '../../../src/analyses/idle/WaitRun';

const US = 1_000;
const MWAIT = 0x1000;
const ELSEWHERE = 0x400000;

/** A loop of MWAITs, `gapUs` after each entry; the last one ends at `run.endNs`. */
function loop(mwaits: number, gapUs: number): WaitRun {
  const run = new WaitRun(defaultParameters);
  run.begin(0, 'mwait', MWAIT, 0);
  for (let at = 0; at < mwaits; at++) {
    if (at > 0 && run.reaches(run.enteredNs + gapUs * US, 'mwait')) run.take('mwait', MWAIT, 0);
    enter(run, run.enteredNs + (gapUs + 1) * US);
  }
  return run;
}

function enter(run: WaitRun, atNs: number): void {
  run.reachTo(atNs);
  run.enteredNs = atNs;
}

describe('a loop of waiting', () => {
  it('goes on while its exits follow each other within ten times their usual distance', () => {
    const run = loop(40, 10);
    assert.equal(run.iterations, 40);
    assert.ok(run.reaches(run.enteredNs + 100 * US, 'mwait'));
    assert.ok(!run.reaches(run.enteredNs + 101 * US, 'mwait'));
  });

  it('bears 20 µs between exits, however close they usually are', () => {
    const run = loop(40, 0.1);
    assert.ok(run.reaches(run.enteredNs + 20 * US, 'mwait'));
    assert.ok(!run.reaches(run.enteredNs + 21 * US, 'mwait'));
  });

  it('bears 1 ms before it is known how far apart its exits are', () => {
    const run = loop(2, 10);
    assert.ok(run.reaches(run.enteredNs + 1_000 * US, 'mwait'));
    assert.ok(!run.reaches(run.enteredNs + 1_001 * US, 'mwait'));
  });

  it('ends with a MONITOR that another MONITOR follows, and where PAUSEs begin', () => {
    const run = loop(3, 10);
    run.take('monitor', MWAIT - 9, 0);
    assert.ok(run.endsWithMonitor);
    assert.ok(!run.reaches(run.enteredNs + US, 'monitor'));
    assert.ok(!run.reaches(run.enteredNs + US, 'pause'));
  });

  it('goes on after interrupts that find the guest in its code, however late', () => {
    const run = loop(40, 10);
    for (const rip of [MWAIT - 32, MWAIT + 3, MWAIT + 32]) {
      run.enteredNs += 4_000 * US;
      assert.ok(run.goesOn(run.enteredNs + 4_000 * US, rip, 0));
    }
    assert.ok(!run.hasStrayed);
  });

  it('goes on after interrupts on the way back to it', () => {
    const run = loop(40, 10);
    assert.ok(run.goesOn(run.enteredNs + 100 * US, ELSEWHERE, 0));
    assert.ok(!run.hasStrayed);
  });

  it('ends once two interrupts find the guest elsewhere for long', () => {
    const run = loop(40, 10);
    assert.ok(run.goesOn(run.enteredNs + 1_000 * US, ELSEWHERE, 0));
    run.enteredNs += 1_001 * US;
    assert.ok(run.hasStrayed);
    assert.ok(!run.goesOn(run.enteredNs + 1_000 * US, ELSEWHERE, 0));
  });

  it('takes code of the same low address elsewhere for no code of the loop', () => {
    const run = loop(40, 10);
    assert.ok(run.goesOn(run.enteredNs + 1_000 * US, MWAIT, 1));
    assert.ok(run.hasStrayed);
  });
});
