import assert from 'node:assert/strict';
import type { Comparison, Difference, RunFacts, RunProfile } from '../../../src/protocol/compare';
import { compareRuns } from '../../../src/queries/compare/compareRuns';
import { verdictOf } from '../../../src/queries/compare/verdict';
import { madeProfile } from '../../support/compare/madeProfile';

function compared(a: RunProfile, ...b: readonly RunProfile[]): Comparison {
  return compareRuns([a], [b as [RunProfile, ...RunProfile[]]])[0]!;
}

function rowOf({ differences }: Comparison, id: string): Difference {
  const row = differences.find((of) => of.id === id);
  assert.ok(row, id);
  return row;
}

const load = { 'exits.HLT': 400, 'exits.MSR_WRITE': 900, 'idle.hlt-block': 400, 'wakes.ipi': 400 };

const plainPolling = madeProfile({}).facts.polling;

describe('compareRuns', () => {
  it('says how large a change would have been seen, or that runs tell little', () => {
    const [often, seldom] = [400, 0.5].map((rate) => {
      const rates = { 'exits.HLT': rate, 'wakes.ipi': rate };
      const runs = [7, 8].map((seed) => madeProfile({ rates, seed }));
      return verdictOf(compared(runs[0]!, runs[1]!)).resolution;
    });
    assert.match(often!, /would have shown a change of \d+ % or less/);
    assert.match(seldom!, /too short, or vary too much/);
  });

  it('finds no difference between a run and itself', () => {
    const run = madeProfile({ rates: load, latencyNs: 20_000 });
    const { differences } = compared(run, run);
    assert.ok(differences.length > 5);
    assert.ok(
      differences.every(({ significant, delta, p }) => !significant && delta === 0 && p === 1),
    );
  });

  it('finds none between two runs of the same load', () => {
    const runs = [3, 4].map((seed) => madeProfile({ rates: load, latencyNs: 20_000, seed }));
    const significant = compared(runs[0]!, runs[1]!).differences.filter((row) => row.significant);
    assert.deepEqual(significant, []);
  });

  it('tells the sign and size of a change, and an interval that holds it', () => {
    const a = madeProfile({ rates: load });
    const b = madeProfile({ rates: { ...load, 'exits.HLT': 600 }, seed: 8 });
    const row = rowOf(compared(a, b), 'exits.HLT.rate');
    assert.ok(row.significant);
    assert.ok(row.low! < 200 && row.high! > 200 && row.low! > 100);
    assert.deepEqual(
      compared(a, b)
        .differences.filter(({ significant }) => significant)
        .map(({ id }) => id)
        .sort(),
      ['exits.HLT.ns_per_second', 'exits.HLT.per_guest_second', 'exits.HLT.rate'],
    );
  });

  it('counts what one run never did as 0, and bounds how often it can have happened unseen', () => {
    const a = madeProfile({ rates: load });
    const b = madeProfile({ rates: { ...load, 'faults.sharing': 50 } });
    const row = rowOf(compared(a, b), 'faults.sharing.rate');
    assert.deepEqual([row.a, row.relative, row.significant], [0, null, true]);
    assert.ok(row.low! > 35 && row.high! < 65);
  });

  it('is sure of what one run has all the time and the other never, however it varies', () => {
    const waves = (run: RunProfile): RunProfile => ({
      ...run,
      series: run.series.map((of) =>
        of.subject === 'hlt-poll-miss'
          ? {
              ...of,
              counts: of.counts!.map((count, bin) => (bin % 40 < 5 ? 0 : count * (bin % 40))),
            }
          : of,
      ),
    });
    const a = madeProfile({ rates: load });
    const b = waves(madeProfile({ rates: { ...load, 'idle.hlt-poll-miss': 60 } }));
    const row = rowOf(compared(a, b), 'idle.hlt-poll-miss.rate');
    assert.ok(row.significant && row.low! >= 0);
  });

  it('does not take a few happenings for a difference', () => {
    const a = madeProfile({ rates: load });
    const b = madeProfile({ rates: { ...load, 'faults.cold': 0.4 } });
    assert.equal(rowOf(compared(a, b), 'faults.cold.rate').significant, false);
  });

  it('tells a change of latencies by their percentiles', () => {
    const [a, b] = [20_000, 26_000].map((latencyNs) => madeProfile({ rates: load, latencyNs }));
    const row = rowOf(compared(a!, b!), 'wakeup.p50');
    assert.deepEqual([row.a, row.b, row.significant], [20_000, 26_000, true]);
    assert.ok(row.low! > 4000 && row.high! < 8000);
  });

  it('does not compare what one run does not record', () => {
    const a = madeProfile({ rates: load });
    const b = madeProfile({ facts: { eventCounts: { ...a.facts.eventCounts, kvm_exit: 0 } } });
    const { differences, notCompared, comparable } = compared(a, b);
    assert.ok(differences.every(({ id }) => !id.startsWith('exits.')));
    const left = notCompared.find(({ id }) => id === 'exits.HLT.rate');
    assert.equal(left?.why, 'kvm_exit is not recorded in B');
    assert.equal(left.b, null);
    assert.ok(
      comparable.some(
        ({ what, severity }) => what === 'events: kvm_exit' && severity === 'warning',
      ),
    );
  });

  it('takes an event for 0 where a recording asked for it, and for doubtful where nothing tells', () => {
    const a = madeProfile({ rates: { 'idle.hlt-block': 200 } });
    const eventCounts = { ...a.facts.eventCounts, kvm_vcpu_wakeup: 0 };
    const listed = { names: Object.keys(eventCounts), areEnabled: true };
    const asked = compared(a, madeProfile({ facts: { eventCounts, listed } }));
    assert.deepEqual(rowOf(asked, 'idle.hlt-block.rate').doubts, []);
    const untold = compared(a, madeProfile({ facts: { eventCounts } }));
    assert.deepEqual(rowOf(untold, 'idle.hlt-block.rate').doubts, ['events: kvm_vcpu_wakeup']);
  });

  it('compares nothing where one clock counts ns and the other cycles', () => {
    const a = madeProfile({ rates: load });
    const { differences, comparable } = compared(
      a,
      madeProfile({ rates: load, facts: { clockUnit: 'cycles' } }),
    );
    assert.deepEqual(differences, []);
    assert.ok(comparable.some(({ what, severity }) => what === 'clock' && severity === 'error'));
  });

  it('compares nothing with a run that has no vCPU, and none of its kind', () => {
    const a = madeProfile({ rates: load });
    const empty = madeProfile({ rates: load, facts: { vcpus: [], vms: 0 } });
    const { differences, notCompared, comparable } = compared(a, empty);
    assert.deepEqual([differences, notCompared, comparable.length], [[], [], 1]);
    assert.deepEqual(compared(a, a, empty).differences, []);
  });

  it('calls a further run what it is where it holds nothing, or lacks events', () => {
    const run = madeProfile({ rates: load });
    const { sources, eventCounts } = run.facts;
    const empty = madeProfile({
      rates: load,
      facts: { vcpus: [], vms: 0, eventCounts: {}, sources: [{ ...sources[0]!, path: 'a2.dat' }] },
    });
    const nothing = compareRuns([run, empty], [[run]])[0]!;
    assert.equal(
      verdictOf(nothing).headline,
      'Nothing could be compared. Another run of A, a2.dat, holds nothing to compare: no event is in it. Compare another recording.',
    );
    const lacking = madeProfile({
      facts: {
        eventCounts: { ...eventCounts, kvm_exit: 0 },
        listed: { names: [], areEnabled: true },
      },
    });
    const { comparable } = compareRuns([run, lacking], [[run]])[0]!;
    const row = comparable.find(({ what }) => what === 'another run of A, events: kvm_exit');
    assert.equal(row?.text, 'Another run of A does not record it.');
  });

  it('gives no reason for having no row that some rows would have outlived', () => {
    const [vmx, svm] = (['vmx', 'svm'] as const).map((isa) =>
      madeProfile({ rates: {}, facts: { isas: [isa] } }),
    );
    const none = { ...compared(vmx!, svm!), differences: [] };
    const { headline, warnings } = verdictOf(none);
    assert.equal(headline, 'Nothing could be compared.');
    assert.ok(warnings.some((text) => text.startsWith('CPU: vmx against svm.')));
  });

  it('puts what names a cause before what followed from it', () => {
    const a = madeProfile({
      rates: { ...load, 'faults.sharing': 100, 'exits.EPT_VIOLATION': 100 },
    });
    const b = madeProfile({
      rates: { ...load, 'faults.sharing': 900, 'exits.EPT_VIOLATION': 900 },
    });
    assert.equal(compared(a, b).differences[0]?.id.startsWith('faults.sharing.'), true);
  });

  it('lets what varies from run to run count where there are several', () => {
    const run = (rate: number, seed: number): RunProfile =>
      madeProfile({ rates: { 'exits.HLT': rate }, seed });
    const once = compareRuns([run(400, 1)], [[run(480, 2)]])[0]!;
    assert.equal(rowOf(once, 'exits.HLT.rate').significant, true);
    const again = compareRuns([run(400, 1), run(500, 3)], [[run(480, 2), run(390, 4)]])[0]!;
    assert.equal(rowOf(again, 'exits.HLT.rate').significant, false);
    assert.equal(again.moreOfA.length, 1);
  });

  it('judges the rows of several comparisons together', () => {
    const a = madeProfile({ rates: load });
    const b = madeProfile({ rates: { ...load, 'exits.HLT': 445 }, seed: 9 });
    const alone = rowOf(compareRuns([a], [[b]])[0]!, 'exits.HLT.rate');
    const others = [1, 2, 3].map((seed): [RunProfile] => [madeProfile({ rates: load, seed })]);
    const together = rowOf(compareRuns([a], [[b], ...others])[0]!, 'exits.HLT.rate');
    assert.equal(together.p, alone.p);
    assert.ok(together.adjustedP > alone.adjustedP);
  });

  it('does not compare bare addresses of guests that have their code elsewhere', () => {
    const facts = { hotBy: 'rip' } as const;
    const a = madeProfile({ rates: { 'hot.0xffffffff81000010': 300, 'hot.0x401000': 20 }, facts });
    const moved = madeProfile({
      rates: { 'hot.0xffffffff9a000010': 300, 'hot.0x401000': 20 },
      facts,
    });
    const { differences, notCompared } = compared(a, moved);
    assert.deepEqual(differences, []);
    assert.match(notCompared.find(({ id }) => id === 'hot')?.why ?? '', /KASLR/);
    assert.equal(rowOf(compared(a, a), 'hot.0x401000.rate').significant, false);
  });

  describe('of hosts that poll for halts of different lengths', () => {
    const rates = { 'idle.hlt-block': 300, 'poll_window.shut': 300 };
    const run = (polling: Partial<RunFacts['polling']>, facts?: Partial<RunFacts>): RunProfile =>
      madeProfile({
        rates,
        facts: { ...facts, polling: { ...plainPolling, halts: 1500, ...polling } },
      });
    const off = run({ shortestNotGrownNs: 20_000 });
    const once = { changes: 2, mostNs: 10_000, longestGrownNs: 70_000 };

    it('is sure where a short halt of one got no window, and a longer one of the other did', () => {
      const comparison = compared(off, run({ ...once, shortestNotGrownNs: 300_000 }));
      const [first] = comparison.differences;
      assert.deepEqual(
        [first?.id, first?.a, first?.b, first?.p, first?.significant],
        ['poll_window.open.most', 0, 10_000, 0, true],
      );
      assert.match(verdictOf(comparison).sentences[0]!.text, /no chance/);
    });

    it('calls it no chance only where both recordings tell that they would have said so', () => {
      const eventCounts = { ...off.facts.eventCounts, kvm_halt_poll_ns: 4 };
      const comparison = compared(
        off,
        run({ ...once, shortestNotGrownNs: 300_000 }, { eventCounts }),
      );
      const { text } = verdictOf(comparison).sentences[0]!;
      assert.match(text, /otherwise\)\. Doubtful: events: kvm_halt_poll_ns\.$/);
      assert.doesNotMatch(text, /no chance/);
    });

    it('claims nothing where no halt tells them apart, events are lost, or a run is under two rules', () => {
      const others = [
        run({ shortestNotGrownNs: 300_000 }),
        run({ ...once, longestGrownNs: 15_000 }),
        run(once, { lostGaps: 1 }),
        run({ ...once, shortestNotGrownNs: 50_000 }),
      ];
      for (const other of others) {
        const ids = compared(off, other).differences.map(({ id }) => id);
        assert.ok(!ids.includes('poll_window.open.most'));
      }
    });
  });
});
