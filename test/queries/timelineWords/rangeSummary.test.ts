import assert from 'node:assert/strict';
import { toldFixtures } from '../../support/timeline/toldFixtures';
import type { ExitRow } from '../../../src/protocol/ExitRow';
import type { RangeSummary } from '../../../src/protocol/timeline';
import { exitRows } from '../../../src/queries/exitRows';
import { pageFaultCauses } from '../../../src/queries/conflicts/pageFaultCauses';
import { findingContext } from '../../../src/queries/findings/findingContext';
import { ledgerRows } from '../../../src/queries/idle/ledgerRows';
import { PeriodTable } from '../../../src/queries/idle/PeriodTable';
import { strategyRows } from '../../../src/queries/idle/strategyRows';
import { wakeSummary } from '../../../src/queries/idle/wakeSummary';
import { rangeSummary } from '../../../src/queries/timelineWords/rangeSummary';
import { atOnceOf, wordsOf } from '../../support/timeline/wordsOf';
import type { WordsOfTrace } from '../../support/timeline/wordsOf';

const FIXTURES = [...toldFixtures, 'linux/vmx-linux-hlt.trace.dat'];

describe('The summary of a range', () => {
  for (const fixture of FIXTURES) {
    describe(`of ${fixture}`, () => {
      let trace: WordsOfTrace;
      let whole: RangeSummary;

      before(async () => {
        trace = await wordsOf(fixture);
        whole = rangeOf(0, trace.source.lastNs);
      });

      function rangeOf(fromNs: number, toNs: number): RangeSummary {
        return atOnceOf(rangeSummary(trace.source, { fromNs, toNs }));
      }

      it('has the exits table for the whole trace', () => {
        const { passes, source } = trace;
        const refs = passes.directory.refs();
        const table = exitRows(passes.exits.tallies, refs, source.access.sources.exitNames, {});
        assert.deepEqual(whole.exits, table);
        assert.ok(table.length > 0);
      });

      it('has the report’s times of states for the whole trace', () => {
        assert.deepEqual(
          sorted(whole.vcpus.map(({ vm, vcpu, statesNs }) => [vm, vcpu, statesNs])),
          sorted(ledgerRows(trace.report).map(({ vm, vcpu, statesNs }) => [vm, vcpu, statesNs])),
        );
      });

      it('has the report’s strategies and causes for the whole trace', () => {
        const { report } = trace;
        const table = new PeriodTable(report.idle, report.directory.refs());
        const { causes } = wakeSummary(findingContext(report), table);
        for (const { vm, vcpu, periods, wakes } of whole.vcpus) {
          const ofVcpu = <T extends { vm: number; vcpu: number }>(rows: readonly T[]): T[] =>
            rows.filter((row) => row.vm === vm && row.vcpu === vcpu);
          assert.deepEqual(
            sorted(periods.map(({ strategy, count, ns }) => [strategy, count, ns])),
            sorted(
              ofVcpu(strategyRows(report, table)).map((row) => [
                row.strategy,
                row.periods,
                row.totalNs,
              ]),
            ),
          );
          const counts = new Map<string, number>();
          for (const { cause, wakes: count } of ofVcpu(causes)) {
            counts.set(cause, (counts.get(cause) ?? 0) + count);
          }
          assert.deepEqual(
            sorted(wakes.map(({ cause, count }) => [cause, count])),
            sorted([...counts]),
          );
        }
      });

      it('has all faults with a page for the whole trace', () => {
        const { source, report } = trace;
        const refs = report.directory.refs();
        const faults = pageFaultCauses(report.faults, refs, source.pages.conflicts);
        const withoutPage = [...source.pages.reader.walk()].filter(({ gfn }) => gfn < 0).length;
        const told = whole.pages.reduce((sum, page) => sum + page.faults, 0);
        const all = faults.reduce((sum, of) => sum + of.faults, 0);
        if (whole.pageCount <= whole.pages.length) assert.equal(told, all - withoutPage);
        else assert.ok(told <= all);
      });

      it('adds up: two halves are the whole, but for what reaches over their border', () => {
        const middleNs = Math.floor(trace.source.lastNs / 2);
        const halves = [rangeOf(0, middleNs), rangeOf(middleNs, trace.source.lastNs)];
        const exitsOf = (of: RangeSummary, count: (row: ExitRow) => number): number =>
          of.exits.reduce((sum, row) => sum + count(row), 0);
        const both = (count: (row: ExitRow) => number): number =>
          halves.reduce((sum, half) => sum + exitsOf(half, count), 0);
        assert.equal(
          both(({ count }) => count),
          exitsOf(whole, ({ count }) => count),
        );
        const cut = exitsOf(whole, ({ paired }) => paired) - both(({ paired }) => paired);
        assert.ok(cut >= 0 && cut <= whole.vcpus.length);
        whole.vcpus.forEach(({ statesNs, wakes, periods }, at) => {
          const parts = halves.map(({ vcpus }) => vcpus[at]!);
          assert.deepEqual(
            statesNs,
            statesNs.map((_, state) => parts.reduce((sum, part) => sum + part.statesNs[state]!, 0)),
          );
          const wakesOf = (of: typeof wakes): number =>
            of.reduce((sum, { count }) => sum + count, 0);
          assert.equal(
            parts.reduce((sum, part) => sum + wakesOf(part.wakes), 0),
            wakesOf(wakes),
          );
          const idleNs = (of: typeof periods): number => of.reduce((sum, { ns }) => sum + ns, 0);
          assert.equal(
            parts.reduce((sum, part) => sum + idleNs(part.periods), 0),
            idleNs(periods),
          );
        });
      });
    });
  }

  it('says what is not in its numbers', async () => {
    const { source } = await wordsOf('traces/vmx-lost-events.trace.dat');
    const { lostGaps, notes } = atOnceOf(rangeSummary(source, { fromNs: 0, toNs: source.lastNs }));
    assert.equal(lostGaps, 1);
    assert.match(notes.join(' '), /Events were lost in 1 stretch/);
    const part = { hostCpus: [0] };
    const narrowed = rangeSummary({ ...source, part }, { fromNs: 0, toNs: 1 });
    assert.match(atOnceOf(narrowed).notes.join(' '), /those of the host CPUs and events/);
  });

  it('takes bounds in any order, and none that is no time', async () => {
    const { source } = await wordsOf('traces/vmx-minimal-hlt-timer.trace.dat');
    const { fromNs, toNs } = atOnceOf(rangeSummary(source, { fromNs: 2e18, toNs: -5 }));
    assert.deepEqual([fromNs, toNs], [0, source.lastNs]);
    assert.throws(
      () => atOnceOf(rangeSummary(source, { fromNs: NaN, toNs: 1 })),
      /from one time to another/,
    );
  });
});

function sorted<T>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
