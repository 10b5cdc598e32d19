import assert from 'node:assert/strict';
import path from 'node:path';
import { parseArguments } from '../../../src/cli/arguments';
import { IgnoredEvents } from '../../../src/cli/IgnoredEvents';
import { readRun } from '../../../src/cli/readRun';
import { sumOf } from '../../../src/base/sumOf';
import type { RunProfile, RunSeries } from '../../../src/protocol/compare';
import { compareRuns } from '../../../src/queries/compare/compareRuns';
import { partOfProfile } from '../../support/compare/partOfProfile';
import { halvesInTime, halvesOfBlocks } from '../../support/compare/splits';
import { fixture, jsonLines, runCli } from '../../support/runCli';

function profileOf(file: string, ...ignored: readonly string[]): Promise<RunProfile> {
  const args = parseArguments([file], []);
  return readRun(args.files[0]!, args, new IgnoredEvents(ignored), []);
}

function seriesOf({ series }: RunProfile, family: string, subject: string): RunSeries {
  const found = series.find(
    (of) => of.family === family && of.subject === subject && of.vcpu === null,
  );
  assert.ok(found, `${family}.${subject}`);
  return found;
}

const linux = path.join(__dirname, '../../fixtures/linux/vmx-linux-hlt.trace.dat');

describe('runProfile', function () {
  this.timeout(20_000);

  it('has the exits and their times as the table of exits has them', async () => {
    const file = fixture('vmx-hlt-poll-fail');
    const profile = await profileOf(file);
    const [answer] = jsonLines(runCli('exits', file, '--json'));
    const rows = answer!['exits'] as readonly { reason: string; count: number; total_ns: number }[];
    for (const reason of new Set(rows.map((row) => row.reason))) {
      const own = rows.filter((row) => row.reason === reason);
      const { counts, timesNs, occurrences } = seriesOf(profile, 'exits', reason);
      assert.equal(
        occurrences,
        own.reduce((sum, { count }) => sum + count, 0),
        reason,
      );
      assert.equal(sumOf(counts!), occurrences, reason);
      assert.equal(
        Math.round(sumOf(timesNs!)),
        own.reduce((sum, row) => sum + row.total_ns, 0),
        reason,
      );
    }
  });

  it('tells where each vCPU ran, and whom it woke', async () => {
    const { work } = await profileOf(fixture('vmx-hlt-ipi'));
    assert.deepEqual(
      work.map(({ vm, vcpu, wakesOthers }) => [vm, vcpu, wakesOthers > 0]),
      [
        [0, 0, false],
        [0, 1, true],
      ],
    );
    assert.ok(work.every(({ hostCpus }) => hostCpus.every(([, events]) => events > 0)));
    assert.ok(work.every(({ hostCpus }) => hostCpus.length > 0));
  });

  it('has the states, idle periods and faults as the report has them', async () => {
    const file = fixture('vmx-page-true-sharing');
    const profile = await profileOf(file);
    const report = JSON.parse(runCli('report', file, '--json').stdout) as {
      readonly vcpus: readonly { readonly states_ns: Readonly<Record<string, number>> }[];
      readonly idle_periods: readonly { readonly strategy: string }[];
      readonly page_faults: { readonly by_cause: Readonly<Record<string, number>> };
    };
    const guestNs = report.vcpus.reduce((sum, { states_ns }) => sum + states_ns['guest']!, 0);
    assert.equal(Math.round(sumOf(seriesOf(profile, 'state', 'guest').timesNs!)), guestNs);
    assert.equal(Math.round(sumOf(profile.guestNs)), guestNs);
    const blocked = report.idle_periods.filter(({ strategy }) => strategy === 'hlt-block').length;
    assert.equal(seriesOf(profile, 'idle', 'hlt-block').occurrences, blocked);
    const { sharing } = report.page_faults.by_cause;
    assert.equal(seriesOf(profile, 'faults', 'sharing').occurrences, sharing);
    assert.equal(seriesOf(profile, 'page', '0x2000000').occurrences, 30);
  });

  it('counts a poll window as KVM cut it, not as it had grown', async () => {
    const profile = await profileOf(fixture('../idle/vmx-haltpoll-adapt'));
    const { timesNs, occurrences } = seriesOf(profile, 'poll_window', 'open');
    // By trace-cmd report: 104 halts that ended with an event polled by 67,980,000 ns, each by what the next
    // change replaced; 24 more, whose wakeup was there already, by the maximum of 1,000,000 ns.
    assert.deepEqual([occurrences, sumOf(timesNs!)], [128, 91_980_000]);
  });

  it('reaches from the first event of a vCPU to the last', async () => {
    const { wallNs, facts, binNs } = await profileOf(fixture('vmx-hlt-poll-fail'));
    assert.ok(Math.abs(sumOf(wallNs) - facts.durationNs) < 1);
    assert.ok(facts.durationNs < 150e6 && wallNs.every((ns) => ns <= binNs));
  });

  it('takes the time of lost events out', async () => {
    const { wallNs, facts } = await profileOf(fixture('vmx-lost-events'));
    assert.equal(facts.lostEvents, 171);
    assert.ok(facts.lostShare > 0 && facts.lostShare < 1);
    assert.ok(Math.abs(sumOf(wallNs) - facts.durationNs * (1 - facts.lostShare)) < 1);
  });

  it('survives a structured clone, and is small', async () => {
    const profile = await profileOf(linux);
    const copy = structuredClone(profile);
    assert.deepEqual(
      compareRuns([profile], [[copy]])[0]!.differences.filter((row) => row.delta !== 0),
      [],
    );
    const bytes = profile.series.reduce(
      (sum, { counts, timesNs }) => sum + (counts?.byteLength ?? 0) + (timesNs?.byteLength ?? 0),
      0,
    );
    assert.ok(bytes < 5e6);
  });

  it('is called different from its other half in less than 5 % of rows', async () => {
    for (const file of [linux, fixture('svm-hlt-ipi.zlib')]) {
      const profile = await profileOf(file);
      const splits = [halvesInTime, halvesOfBlocks].flatMap((cut) => cut(profile.wallNs.length, 5));
      const rows = splits.flatMap(
        ({ a, b }) =>
          compareRuns([partOfProfile(profile, a)], [[partOfProfile(profile, b)]])[0]!.differences,
      );
      const called = rows.filter(({ significant }) => significant).length;
      assert.ok(called <= 0.05 * rows.length, `${file}: ${called} of ${rows.length}`);
    }
  });
});
