import assert from 'node:assert/strict';
import type { RunFacts } from '../../../src/protocol/compare';
import { compareRuns } from '../../../src/queries/compare/compareRuns';
import { judgeThresholds, unknownIds } from '../../../src/queries/compare/judgeThresholds';
import { parseThreshold } from '../../../src/queries/compare/parseThreshold';
import { madeProfile } from '../../support/compare/madeProfile';

const a = madeProfile({ rates: { 'exits.HLT': 400, 'exits.CPUID': 3 }, latencyNs: 20_000 });
const b = madeProfile({
  rates: { 'exits.HLT': 600, 'exits.CPUID': 4 },
  latencyNs: 30_000,
  seed: 8,
});
const comparison = compareRuns([a], [[b]])[0]!;

function outcome(text: string, countsUnproven = false): string {
  const threshold = parseThreshold(text);
  assert.ok(threshold, text);
  return judgeThresholds([threshold], comparison, { countsUnproven })[0]!.outcome;
}

describe('thresholds', () => {
  it('are exceeded by a change in per cent that is no chance', () => {
    assert.equal(outcome('exits.HLT.rate > +10%'), 'exceeded');
    assert.equal(outcome('exits.HLT.rate > +80%'), 'passed');
    assert.equal(outcome('exits.HLT.rate < -10%'), 'passed');
  });

  it('are not exceeded by what may be chance, unless that is asked for', () => {
    assert.equal(outcome('exits.CPUID.rate > +5%'), 'passed');
    assert.equal(outcome('exits.CPUID.rate > +5%', true), 'exceeded');
  });

  it('limit a change in its own unit, or the value of B', () => {
    assert.equal(outcome('wakeup.p50 > +5us'), 'exceeded');
    assert.equal(outcome('wakeup.p50 > +15µs'), 'passed');
    assert.equal(outcome('wakeup.p50 > 25us'), 'exceeded');
    assert.equal(outcome('wakeup.p50 < 0.025ms'), 'passed');
    assert.equal(outcome('exits.HLT.rate > 500'), 'exceeded');
  });

  describe('that ask for an improvement', () => {
    const better = compareRuns([b], [[a]])[0]!;
    const verdictOf = (text: string, of = better, countsUnproven = false): [string, string] => {
      const [verdict] = judgeThresholds([parseThreshold(text)!], of, { countsUnproven });
      return [verdict!.outcome, verdict!.text];
    };

    it('pass where the change is as large as that, and no chance', () => {
      assert.equal(verdictOf('wakeup.p50 > -10%')[0], 'passed');
      assert.equal(verdictOf('exits.HLT.rate > -100')[0], 'passed');
      assert.equal(verdictOf('exits.HLT.rate < +10%', comparison)[0], 'passed');
    });

    it('are exceeded where it is smaller, or goes the other way', () => {
      assert.deepEqual(verdictOf('wakeup.p50 > -50%'), [
        'exceeded',
        'went from 30.0 µs to 20.0 µs, −33 %: had to fall by 50 % or more',
      ]);
      assert.match(verdictOf('wakeup.p50 < +5us')[1], /had to rise by 5\.00 µs or more$/);
      assert.equal(verdictOf('wakeup.p50 > -10%', comparison)[0], 'exceeded');
    });

    it('are exceeded by what may be chance, whatever is counted otherwise', () => {
      for (const countsUnproven of [false, true]) {
        const [outcome, text] = verdictOf('exits.CPUID.rate > -5%', better, countsUnproven);
        assert.equal(outcome, 'exceeded');
        assert.match(text, /, which may be chance \(p .*\): had to fall by 5 % or more$/);
      }
      const same = compareRuns([a], [[a]])[0]!;
      assert.equal(verdictOf('exits.HLT.rate > -10%', same)[0], 'exceeded');
    });

    it('cannot be judged of what happened in neither run', () => {
      assert.deepEqual(verdictOf('exits.VMCALL.rate > -10%'), [
        'not-judged',
        'happened in neither run, and so had nothing to fall from',
      ]);
    });
  });

  it('may ask for any change', () => {
    assert.equal(outcome('exits.HLT.rate changed'), 'exceeded');
    assert.equal(outcome('exits.CPUID.rate changed'), 'passed');
  });

  it('say by how much they are exceeded', () => {
    const threshold = parseThreshold('wakeup.p50 > +10%')!;
    const [verdict] = judgeThresholds([threshold], comparison, { countsUnproven: false });
    assert.equal(verdict!.text, 'went from 20.0 µs to 30.0 µs, +50 %: 40.0 points above the limit');
  });

  it('cannot be judged where the unit is another, or the row was not compared', () => {
    assert.equal(outcome('wakeup.p50 > 25'), 'not-judged');
    const few = compareRuns([a], [[madeProfile({})]])[0]!;
    const threshold = parseThreshold('wakeup.p99 > +10%')!;
    const [verdict] = judgeThresholds([threshold], few, { countsUnproven: false });
    assert.equal(verdict!.outcome, 'not-judged');
  });

  it('pass where neither run did what they are about, and know what can be asked', () => {
    assert.equal(outcome('exits.VMCALL.rate > +10%'), 'passed');
    const ids = [
      'exits.VMCALL.rate',
      'vm1.vcpu3.state.guest.share',
      'page.0x1000.false.rate',
      'wakeup.ipi.p99',
    ];
    const known = ids.map((id) => parseThreshold(`${id} changed`)!);
    assert.deepEqual(unknownIds(known, [comparison]), []);
    const wrong = [
      'wakup.p99',
      'state.gest.share',
      'exits.HLT.p95',
      'idle.mwait.rate',
      'page.rate',
      'constructor.rate',
    ];
    const unknown = wrong.map((id) => parseThreshold(`${id} changed`)!);
    assert.deepEqual(unknownIds(unknown, [comparison]), wrong);
  });

  it('cannot be judged where nothing tells whether it happened', () => {
    const why = (id: string, ofB: Partial<RunFacts>, ofA: Partial<RunFacts> = {}): string => {
      const [one, other] = [ofA, ofB].map((facts) => madeProfile({ facts }));
      const threshold = parseThreshold(`${id} > 1`)!;
      const options = { countsUnproven: false };
      const of = compareRuns([one!], [[other!]])[0]!;
      const [verdict] = judgeThresholds([threshold], of, options);
      return verdict!.outcome === 'not-judged' ? verdict!.text : verdict!.outcome;
    };
    const silent = { eventCounts: {} };
    assert.equal(why('exits.VMCALL.rate', {}), 'passed');
    assert.match(why('exits.HLT.rate', { clockUnit: 'cycles' }), /the other cycles/);
    assert.match(why('exits.HLT.rate', { vcpus: [] }), /no vCPU in B/);
    const two = { vcpus: [0, 1].map((vcpu) => ({ vm: 0, vcpu })) };
    assert.match(why('vm0.vcpu9.exits.HLT.rate', two), /no vCPU 0\.9 in A/);
    assert.match(why('vm0.vcpu0.exits.HLT.rate', {}), /single vCPU has its rows without/);
    assert.match(why('exits.HLT.rate', silent, silent), /kvm_exit is not recorded in A/);
    assert.match(why('page.0x1000.stores.rate', { fewestStores: 4 }), /4 and more are kept in B/);
    assert.match(why('exits.hlt.rate', {}), /no exit of VMX is called hlt/);
    assert.match(why('poll_window.open.most', {}), /proven to poll differently/);
  });

  it('are of percentiles and of code only for all vCPUs together', () => {
    const ids = ['vm0.vcpu0.wakeup.p99', 'vm0.vcpu0.hot.0x10.rate'];
    const thresholds = ids.map((id) => parseThreshold(`${id} > 1us`)!);
    assert.deepEqual(unknownIds(thresholds, [comparison]), ids);
  });

  it('are none where the text is another', () => {
    for (const text of [
      'wakeup.p99',
      'wakeup.p99 >',
      'wakeup.p99 > fast',
      'wakeup.p99 = 5us',
      '> +5%',
      'wakeup.p99 > +5parsec',
    ]) {
      assert.equal(parseThreshold(text), undefined, text);
    }
  });
});
