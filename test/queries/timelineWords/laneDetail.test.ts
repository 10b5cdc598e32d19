import assert from 'node:assert/strict';
import { toldFixtures } from '../../support/timeline/toldFixtures';
import { blockOfRow } from '../../../src/events/fields';
import type { LaneKind, TimelineDetail, TimelineLane } from '../../../src/protocol/timeline';
import { reportJson } from '../../../src/queries/idle/idleReport';
import { rangeSummary } from '../../../src/queries/timelineWords/rangeSummary';
import { atOnceOf, wordsOf, wordsOfVector } from '../../support/timeline/wordsOf';
import type { WordsOfTrace } from '../../support/timeline/wordsOf';

interface ReportedPeriod {
  readonly vm: number;
  readonly vcpu: number;
  readonly start_ns: number;
  readonly end_ns: number | null;
  readonly strategy: string;
  readonly confidence: string;
  readonly poll_ns: number | null;
  readonly wait_ns: number | null;
  readonly wake: {
    readonly cause: string;
    readonly confidence: string;
    readonly latency_ns: { readonly total: number | null };
  } | null;
}

/** Lanes with more are left out. */
const MOST_EXITS = 250;
/** Of a lane, that are asked for one by one. */
const MOST_STRETCHES = 60;

describe('What is at a place of the timeline', () => {
  for (const fixture of toldFixtures) {
    describe(`of ${fixture}`, () => {
      let trace: WordsOfTrace;

      before(async () => {
        trace = await wordsOf(fixture);
      });

      it('is told of every stretch of a band, by its exact edges', () => {
        for (const lane of [...lanesOf(trace, 'state'), ...lanesOf(trace, 'cpu')]) {
          for (const { fromNs, toNs } of stretchesOf(trace, lane)) {
            const detail = at(trace, lane.key, Math.floor((fromNs + toNs) / 2));
            assert.deepEqual([detail.fromNs, detail.toNs], [fromNs, toNs]);
            assert.equal(exactNs(detail, 'Length'), toNs - fromNs);
            assert.ok(detail.sentences.length > 0);
            assertEvidence(trace, detail);
          }
        }
      });

      it('tells an idle period and its wake by the report’s numbers', () => {
        const periods = reportedPeriods(trace).filter(({ end_ns }) => end_ns !== null);
        for (const period of periods.slice(0, MOST_STRETCHES)) {
          const { vm, vcpu, start_ns, end_ns, wake, strategy, poll_ns, wait_ns } = period;
          const { at: middleNs, of } = { at: (start_ns + end_ns!) / 2, of: `vm${vm}/vcpu${vcpu}` };
          const idle = trace.answers.at({
            lane: `${of}/strategy`,
            timeNs: middleNs,
            slackNs: 0,
          })!;
          const woken = at(trace, `${of}/wakes`, end_ns!);
          for (const detail of [idle, woken]) {
            assert.equal(fact(detail, 'Strategy'), `${strategy} (${period.confidence})`);
            const { cause, confidence } = wake!;
            const endedBy = cause === 'unknown' ? cause : `${cause} (${confidence})`;
            assert.equal(fact(detail, 'Ended by'), endedBy);
            assert.equal(exactNs(detail, 'Wake latency'), wake!.latency_ns.total ?? undefined);
            assert.equal(exactNs(detail, 'Polled'), poll_ns ?? undefined);
            assert.equal(exactNs(detail, 'Slept'), wait_ns ?? undefined);
            assertEvidence(trace, detail);
          }
          assert.equal(woken.fromNs, end_ns);
          assert.doesNotMatch(woken.title, /woken by unknown/);
        }
      });

      it('times exits so that they add up to the exits table', () => {
        const { source } = trace;
        const { exits } = atOnceOf(rangeSummary(source, { fromNs: 0, toNs: source.lastNs }));
        for (const lane of lanesOf(trace, 'exits')) {
          const table = exits.filter(({ vm, vcpu }) => vm === lane.vm && vcpu === lane.vcpu);
          const times = exitTimes(trace, lane);
          if (times.length > MOST_EXITS) continue;
          const details = times.map((timeNs) => at(trace, lane.key, timeNs));
          assert.deepEqual(
            details.map(({ fromNs }) => fromNs),
            times,
          );
          const costs = details.flatMap((detail) => exactNs(detail, 'Exit to entry') ?? []);
          const paired = table.reduce((sum, row) => sum + row.paired, 0);
          assert.equal(costs.length, paired);
          assert.equal(
            costs.reduce((sum, ns) => sum + ns, 0),
            table.reduce((sum, { totalNs }) => sum + totalNs, 0),
          );
        }
      });
    });
  }

  it('is a fault by the report’s cause, and who made it happen', async () => {
    const trace = await wordsOf('traces/vmx-page-true-sharing.trace.dat');
    const [lane] = lanesOf(trace, 'page');
    assert.equal(lane?.gpa, 0x2000000);
    const stores: { exitNs: number; costNs: number }[] = [];
    for (const { isStore, exitNs, costNs } of trace.source.pages.reader.walk()) {
      if (isStore) stores.push({ exitNs, costNs });
    }
    const { exitNs, costNs } = stores[0]!;
    const detail = at(trace, lane.key, exitNs);
    assert.equal(detail.title, 'VM 0, page 0x2000000: store of vCPU 1');
    assert.equal(exactNs(detail, 'Cost'), costNs);
    assert.match(detail.sentences.join(' '), /Cause: sharing \(strong\)/);
    assert.match(detail.sentences.join(' '), /It woke vCPU 0 of VM 0 meanwhile/);
    assert.deepEqual(detail.tables[0], { table: 'pages', vm: 0, gpa: 0x2000000 });
    assert.match(detail.rip!, /^0x/);
    const woken = at(trace, 'vm0/vcpu0/wakes', exitNs, 1e9);
    assert.match(woken.sentences.join(' '), /for a store of vCPU 1 of VM 0 into 0x20000/);
  });

  it('names the exit that is stamped after its handling began (C-14), and none before', async () => {
    const trace = await wordsOfVector(`
      0 c0 T0 EN   5 c0 T0 EX 48   8 c0 T0 EN
      50 c0 irq/T0 irq_handler_entry name=nvme   52 c0 irq/T0 irq_handler_exit
      53 c0 T0 SO R+   900 c0 T0 SI   901 c0 T0 EX 1   902 c0 T0 EN
    `);
    const late = at(trace, 'vm0/vcpu0/state', 900_500);
    assert.match(late.title, /of class irq-host$/);
    assert.match(
      late.sentences[0]!,
      /^KVM worked on an exit for 2\.00 µs; it is stamped 1\.00 µs after/,
    );
    assert.match(late.sentences[1]!, /class irq-host/);
    assert.equal(late.evidence[0]!.timeNs, 901_000);
    const early = at(trace, 'vm0/vcpu0/state', 51_000);
    assert.match(early.sentences[0]!, /no exit before the end of that tells for what\.$/);
    assert.deepEqual(early.evidence, []);
  });

  it('leads to no table that has no event', async () => {
    const trace = await wordsOf('traces/vmx-two-vms.trace.dat');
    for (const lane of lanesOf(trace, 'state')) {
      const times = eventTimes(trace, lane);
      for (const { fromNs, toNs } of stretchesOf(trace, lane)) {
        const { tables } = at(trace, lane.key, fromNs);
        const hasEvent = times.some((timeNs) => timeNs >= fromNs && timeNs <= toNs);
        const leadsToEvents = tables.some(({ table }) => table === 'events');
        assert.ok(leadsToEvents || !hasEvent, `${lane.key} at ${fromNs}`);
        if (!times.some((timeNs) => timeNs <= toNs)) assert.deepEqual(tables, []);
      }
    }
  });

  it('is a change of the poll window, and the halt that it follows from', async () => {
    const trace = await wordsOf('idle/vmx-haltpoll-adapt.trace.dat');
    const [lane] = lanesOf(trace, 'window');
    const detail = at(trace, lane!.key, trace.source.lastNs);
    assert.match(detail.title, /^vCPU 0 of VM 0: poll window /);
    assert.match(detail.sentences.join(' '), /follows from this halt: The halt lasted [\d,]+ ns/);
    assert.equal(exactNs(detail, 'After'), exactNs(at(trace, lane!.key, detail.fromNs), 'After'));
    assert.equal(detail.evidence[0]!.timeNs, detail.fromNs);
    const before = at(trace, lane!.key, 0);
    assert.match(before.sentences[0]!, /The first change of the poll window/);
  });

  it('is the poll window that halts polled by, as their idle periods have it', async () => {
    const trace = await wordsOf('idle/vmx-haltpoll-adapt.trace.dat');
    const [lane] = lanesOf(trace, 'window');
    let compared = 0;
    let cutAtNs = -1;
    for (const { windowNs, startNs } of trace.source.periods.between(0, 0, 0, Infinity)) {
      if (windowNs < 0) continue;
      compared++;
      if (windowNs === 1_000_000 && cutAtNs < 0) cutAtNs = startNs;
      assert.equal(trace.source.bands.levelAt(lane!.key, startNs)?.level, windowNs);
    }
    assert.equal(compared, 160);
    const cut = at(trace, lane!.key, cutAtNs);
    assert.equal(exactNs(cut, 'After'), 1_280_000);
    assert.match(
      cut.sentences.join(' '),
      /above the maximum is cut when the next halt starts\. This one was cut to 1\.00 ms\./,
    );
  });

  it('is who ran on a host CPU, and in what state he left it', async () => {
    const trace = await wordsOf('traces/vmx-hlt-ipi.trace.dat');
    const details = lanesOf(trace, 'cpu').flatMap((lane) =>
      stretchesOf(trace, lane).map(({ fromNs }) => at(trace, lane.key, fromNs)),
    );
    const halted = details.find(({ title }) => title.endsWith(': vCPU 0 of VM 0'))!;
    assert.match(halted.sentences[0]!, /^vCPU 0 of VM 0 ran on this host CPU for /);
    assert.match(halted.sentences[1]!, /^Then: .+ \(tid \d+\) off \(/);
    assert.ok(details.some(({ sentences }) => sentences[0]!.startsWith('Nothing ran')));
    assert.deepEqual(
      halted.evidence.map(({ label }) => label),
      ['the switch to it (sched_switch)', 'the switch away (sched_switch)'],
    );
  });

  it('says why what a vCPU did is unknown', async () => {
    const lossy = await wordsOf('traces/vmx-lost-events.trace.dat');
    const unknown = lanesOf(lossy, 'state').flatMap((lane) =>
      stretchesOf(lossy, lane, Infinity).flatMap(({ fromNs, category }) =>
        category === 'unknown' ? [at(lossy, lane.key, fromNs).sentences.join(' ')] : [],
      ),
    );
    assert.ok(unknown.some((words) => words.includes('Events were lost meanwhile')));
    assert.ok(unknown.some((words) => words.includes('before the first event of this vCPU')));
    const minimal = await wordsOf('traces/vmx-minimal-hlt-timer.trace.dat');
    const [lane] = lanesOf(minimal, 'state');
    const [stretch] = stretchesOf(minimal, lane!).filter(({ category }) => category === 'unknown');
    assert.match(
      at(minimal, lane!.key, stretch!.fromNs).sentences.join(' '),
      /Not in the recording: .*sched_switch/,
    );
  });

  it('is nothing where there is no lane, no time or no mark near enough', async () => {
    const { answers, source } = await wordsOf('traces/vmx-hlt-ipi.trace.dat');
    const ask = (lane: string, timeNs: number, slackNs = 0): TimelineDetail | null =>
      answers.at({ lane, timeNs, slackNs });
    assert.equal(ask('vm7/vcpu0/state', 0), null);
    assert.equal(ask('vm0/vcpu0/state', NaN), null);
    assert.equal(ask('vm0/vcpu0/state', source.lastNs * 2), null);
    assert.equal(ask('vm0/vcpu0/exits', 0), null);
    assert.equal(ask('vm0/vcpu0/exits', 0, NaN), null);
    assert.equal(ask('vm0/vcpu0/exits', 0, Infinity), null);
    assert.equal(ask('vm0/vcpu0/wakes', 0, 5), null);
    assert.equal(ask('vm0/vcpu0/strategy', 0), null);
  });
});

function lanesOf({ source }: WordsOfTrace, kind: LaneKind): readonly TimelineLane[] {
  return source.lanes().filter((lane) => lane.kind === kind);
}

/** Some of a lane, from all over it. */
function stretchesOf(
  { source }: WordsOfTrace,
  { key }: TimelineLane,
  most = MOST_STRETCHES,
): readonly { readonly fromNs: number; readonly toNs: number; readonly category: string }[] {
  const all = [...source.bands.between(key, 0, Infinity)];
  const step = Math.max(1, Math.ceil(all.length / most));
  return all.filter((_, index) => index % step === 0);
}

function at({ answers }: WordsOfTrace, lane: string, timeNs: number, slackNs = 0): TimelineDetail {
  const detail = answers.at({ lane, timeNs, slackNs });
  assert.ok(detail !== null, `${lane} at ${timeNs}`);
  assert.equal(detail.lane, lane);
  return detail;
}

function fact({ facts }: TimelineDetail, wanted: string): string | undefined {
  return facts.find(({ label }) => label === wanted)?.value;
}

/** The exact number of a fact: `45.7 µs (45,678 ns)`, `12 ns`. */
function exactNs(detail: TimelineDetail, wanted: string): number | undefined {
  const text = fact(detail, wanted);
  const exact = /\(([\d,]+) ns\)$/.exec(text ?? '') ?? /^([\d,]+) ns$/.exec(text ?? '');
  return text === undefined ? undefined : Number(exact![1]!.replaceAll(',', ''));
}

/** Every event that is named as evidence is there, at that time. */
function assertEvidence({ source }: WordsOfTrace, { evidence }: TimelineDetail): void {
  for (const { row, timeNs, label } of evidence) {
    if (row === null) continue;
    const { block, at: index } = blockOfRow(source.table, row);
    assert.equal(block.time[index], timeNs);
    const { name } = source.table.kinds[block.kind[index]!]!;
    assert.ok(label === name || label.endsWith(`(${name})`), `${label} is no ${name}`);
  }
}

function reportedPeriods({ report }: WordsOfTrace): readonly ReportedPeriod[] {
  const json = JSON.parse([...reportJson(report)].join('')) as {
    readonly idle_periods: readonly ReportedPeriod[];
  };
  return json.idle_periods;
}

function exitTimes(trace: WordsOfTrace, lane: TimelineLane): readonly number[] {
  return eventTimes(trace, lane, (name) => name === 'kvm_exit');
}

/** Times of a vCPU's events. */
function eventTimes(
  { source }: WordsOfTrace,
  { vm, vcpu }: TimelineLane,
  wants: (name: string) => boolean = () => true,
): readonly number[] {
  const { access, table } = source;
  return table.blocks.flatMap((block) =>
    Array.from({ length: block.length }, (_, index) => index).flatMap((index) => {
      const ref = access.vcpuOf(block, index);
      const isWanted = ref?.vm === vm && ref.vcpu === vcpu;
      return isWanted && wants(access.kindOf(block, index).name) ? [block.time[index]!] : [];
    }),
  );
}
