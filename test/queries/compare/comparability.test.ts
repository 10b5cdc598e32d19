import assert from 'node:assert/strict';
import type { Comparability, RunFacts } from '../../../src/protocol/compare';
import { comparability } from '../../../src/queries/compare/comparability';
import { madeProfile } from '../../support/compare/madeProfile';

function factsOf(facts: Partial<RunFacts> = {}): RunFacts {
  return madeProfile({ facts }).facts;
}

function rowOf(rows: readonly Comparability[], what: string): Comparability {
  const row = rows.find((of) => of.what === what);
  assert.ok(row, what);
  return row;
}

describe('comparability', () => {
  it('has nothing to say of two runs that agree', () => {
    const rows = comparability(factsOf(), factsOf());
    assert.ok(rows.length > 10);
    assert.deepEqual(
      rows.filter(({ severity }) => severity !== 'ok'),
      [],
    );
  });

  it('takes what one recording does not hold for no difference', () => {
    const source = { ...factsOf().sources[0]!, kernel: null, hostCpus: null };
    const rows = comparability(factsOf(), factsOf({ sources: [source] }));
    assert.equal(rowOf(rows, 'kernel').severity, 'ok');
    assert.equal(rowOf(rows, 'kernel').b, 'not recorded');
  });

  it('does not claim that hosts poll differently where one run has no halt', () => {
    const { polling } = factsOf();
    const polls = factsOf({ polling: { ...polling, changes: 4, mostNs: 200_000, halts: 9 } });
    const row = rowOf(comparability(polls, factsOf()), 'halt polling');
    assert.deepEqual([row.severity, row.b], ['ok', 'not recorded']);
  });

  it('says that another load is better compared by guest time', () => {
    const row = rowOf(comparability(factsOf(), factsOf({ guestShare: 0.2 })), 'load (guest time)');
    assert.equal(row.severity, 'warning');
    assert.match(row.text, /per second of guest time/);
  });

  it('says that losses make every row doubtful', () => {
    const facts = factsOf({ lostEvents: 12, lostGaps: 1, lostShare: 0.02 });
    const row = rowOf(comparability(factsOf(), facts), 'lost events');
    assert.deepEqual(
      [row.severity, row.b, row.affects],
      ['warning', '12 events, 1 gap, 2.0 % of the time', ['']],
    );
  });

  it('spares the rows of single vCPUs where the number of vCPUs differs', () => {
    const vcpus = [0, 1].map((vcpu) => ({ vm: 0, vcpu }));
    const row = rowOf(comparability(factsOf(), factsOf({ vcpus })), 'vCPUs');
    assert.deepEqual([row.severity, row.sparesVcpus], ['warning', true]);
  });

  it('says that recording more makes exits slower', () => {
    const { eventCounts } = factsOf();
    const more = factsOf({ eventCounts: { ...eventCounts, kvm_fpu: 5000 } });
    const row = rowOf(comparability(factsOf(), more), 'events of kinds that only it has');
    assert.deepEqual([row.a, row.severity], ['0.0 %', 'warning']);
  });

  it('doubts what a text tells less of than the recording it was printed from', () => {
    const formatRow = (
      ...formats: readonly RunFacts['sources'][number]['format'][]
    ): Comparability => {
      const [a, b] = formats.map((format) =>
        factsOf({ sources: [{ ...factsOf().sources[0]!, format }] }),
      );
      return rowOf(comparability(a!, b!), 'format');
    };
    const ofReport = formatRow('trace.dat', 'trace-cmd-report');
    assert.ok(ofReport.affects.includes('state.preempted'));
    assert.match(ofReport.text, /which events were asked for\. trace-cmd report does not tell/);
    assert.ok(formatRow('perf-script', 'perf.data').affects.includes('wakeup'));
    assert.deepEqual(formatRow('ftrace-text', 'trace-cmd-report').affects, ['state.preempted']);
    assert.deepEqual(formatRow('perf-script', 'perf-script').affects, []);
    assert.deepEqual(formatRow('trace.dat', 'perf.data').affects, []);
  });

  it('says in one row which run holds nothing to compare, why, and what to do', () => {
    const source = { ...factsOf().sources[0]!, path: 'b.dat' };
    const empty = factsOf({ vcpus: [], vms: 0, eventCounts: {}, sources: [source] });
    const [row, ...more] = comparability(factsOf(), empty);
    assert.deepEqual(more, []);
    assert.equal(row?.severity, 'error');
    assert.equal(
      row.text,
      'B, b.dat, holds nothing to compare: no event is in it. Compare another recording.',
    );
    const schedOnly = { ...empty, eventCounts: { sched_switch: 1200 } };
    assert.match(
      comparability(schedOnly, factsOf())[0]!.text,
      /^A, b\.dat, .*: of its 1,200 events none is of kvm\..* exitscope doctor b\.dat /,
    );
    const part = { ...empty, part: { fromNs: 0, toNs: 1 } } as RunFacts;
    assert.match(
      comparability(factsOf(), part)[0]!.text,
      /: no event is in the part of it that is compared\. Compare more of it, or another recording\.$/,
    );
  });

  it('doubts polling where only one recording knows of the poll window', () => {
    const listed = { names: ['kvm_halt_poll_ns'], areEnabled: false };
    const rows = comparability(factsOf({ listed }), factsOf());
    assert.deepEqual(rowOf(rows, 'events: kvm_halt_poll_ns').severity, 'warning');
    const both = comparability(factsOf({ listed }), factsOf({ listed }));
    assert.ok(both.every(({ what }) => what !== 'events: kvm_halt_poll_ns'));
  });
});
