import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { diagnose } from '../../../src/engine/diagnose';
import { factsOf } from '../../../src/engine/factsOf';
import type { AnalysisCoverage, RecordingCoverage } from '../../../src/protocol/doctor';
import { missingTexts } from '../../../src/protocol/doctorTexts';
import { kvmStatLog } from '../../support/kvmStatLog';
import { openedTable } from '../../support/openTable';
import type { ReadTrace } from '../../support/openTable';
import { fixtureBytes, openedTrace } from '../../support/openTrace';
import { readBytes } from '../../support/perfData/openPerf';
import { perfText, USUAL_SAMPLE_TYPE } from '../../support/perfData/perfText';
import { textFixture } from '../../support/textFixture';
import { traceText } from '../../support/traceText';
import type { TraceTextOptions } from '../../support/traceText';
import { tracepoints } from '../../support/tracepoints';

const perfFolder = path.join(__dirname, '../../fixtures/perf');

const coverageOf = (rows: ReadTrace): RecordingCoverage =>
  diagnose({ rows, passes: rows.passes, isComplete: true }).recordings[0]!;

const ofFixture = async (name: string): Promise<RecordingCoverage> =>
  coverageOf(await openedTrace(fixtureBytes(name)));

const ofText = async (text: string, options?: TraceTextOptions): Promise<RecordingCoverage> =>
  coverageOf(await openedTrace(traceText(text, options)));

function analysisOf({ analyses }: RecordingCoverage, id: string): AnalysisCoverage {
  return analyses.find((analysis) => analysis.id === id)!;
}

const verdictsOf = ({ analyses }: RecordingCoverage): Record<string, string> =>
  Object.fromEntries(analyses.map(({ id, verdict }) => [id, verdict]));

const stateOf = ({ events }: RecordingCoverage, name: string): string =>
  events.find(({ event }) => event === name)!.state;

const codesOf = ({ findings }: RecordingCoverage): string[] => findings.map(({ code }) => code);

describe('What a recording can tell', () => {
  it('is little of one with three tracepoints, and what is missing is named', async () => {
    const minimal = await ofFixture('vmx-minimal-hlt-timer');

    assert.deepEqual(verdictsOf(minimal), {
      exits: 'limited',
      states: 'none',
      idle: 'limited',
      wakeups: 'none',
      latency: 'none',
      'halt-polling': 'none',
      'idle-policies': 'limited',
      'hot-code': 'full',
      'page-conflicts': 'none',
    });
    assert.deepEqual(missingTexts(analysisOf(minimal, 'states')), [
      'Needs sched:sched_switch: not recorded.',
    ]);
    assert.ok(
      missingTexts(analysisOf(minimal, 'exits')).includes(
        'Not told: which MSR an exit was for (kvm:kvm_msr: not recorded).',
      ),
    );
  });

  it('tells what was not recorded from what may not have happened', async () => {
    const coverage = await ofFixture('vmx-hlt-ipi');

    assert.equal(stateOf(coverage, 'kvm:kvm_exit'), 'recorded');
    assert.equal(stateOf(coverage, 'kvm:kvm_halt_poll_ns'), 'none-seen');
    assert.equal(stateOf(coverage, 'power:cpu_idle'), 'not-recorded');
    // Its layout is there: most probably no poll window changed.
    const idle = analysisOf(coverage, 'idle');
    assert.equal(idle.verdict, 'full');
    assert.match(missingTexts(idle)[0]!, /^Not told, unless none happened: how the poll window/);
  });

  it('knows of a perf.data what was enabled, whether it happened or not', async () => {
    const bytes = readFileSync(path.join(perfFolder, 'vmx-kvmstat-hlt-timer.perf.data'));
    const coverage = coverageOf(await readBytes(bytes));

    assert.equal(stateOf(coverage, 'kvm:kvm_exit'), 'recorded');
    assert.equal(stateOf(coverage, 'sched:sched_switch'), 'not-recorded');
    assert.ok(!coverage.events.some(({ state }) => ['none-seen', 'unknown'].includes(state)));
  });

  it('does not say "not recorded" where the recording lists no events', () => {
    const columns = { time: { column: 't', unit: 'ns', isRelative: true }, event: 'e' } as const;
    const table = openedTable('t,e\n1,kvm_entry\n2,kvm_entry\n', { tableColumns: columns });

    assert.equal(stateOf(coverageOf(table), 'kvm:kvm_exit'), 'unknown');
    assert.equal(stateOf(coverageOf(table), 'kvm:kvm_entry'), 'recorded');
  });

  it('does not say so of a part of a recording either', async () => {
    const rows = await openedTrace(fixtureBytes('vmx-hlt-ipi'));
    const part = diagnose({ rows, passes: rows.passes, part: { toNs: 1 }, isComplete: true });

    assert.equal(stateOf(part.recordings[0]!, 'kvm:kvm_halt_poll_ns'), 'unknown');
    assert.ok(codesOf(part.recordings[0]!).includes('part-of-it'));
  });

  it('is no analysis at all of a log of counters', () => {
    const coverage = coverageOf(openedTable(kvmStatLog));

    assert.deepEqual([...new Set(Object.values(verdictsOf(coverage)))], ['none']);
    assert.equal(stateOf(coverage, 'kvm:kvm_exit'), 'not-in-format');
    assert.deepEqual(codesOf(coverage), ['counters-only']);
  });

  it('takes exits alone for page faults on SVM, where they hold the address', async () => {
    const svm = '10 cpu0 100 kvm_exit exit_reason=1024 isa=2 info1=4 info2=8192 vcpu_id=0';
    const vmx = '10 cpu0 100 kvm_exit exit_reason=48 isa=1 info1=4 vcpu_id=0';

    assert.equal(analysisOf(await ofText(svm), 'page-conflicts').verdict, 'limited');
    assert.equal(analysisOf(await ofText(vmx), 'page-conflicts').verdict, 'none');
  });

  it('names fields that the events came without', async () => {
    const bare = tracepoints.map((tracepoint) => ({
      ...tracepoint,
      fields: tracepoint.fields.filter((field) => field !== 'ulong guest_rip'),
      printFormat: '"vcpu %u", REC->vcpu_id',
    }));
    const coverage = await ofText('10 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0', {
      tracepoints: bare,
    });

    assert.deepEqual(missingTexts(analysisOf(coverage, 'hot-code')), [
      'Needs kvm:kvm_exit with guest_rip, which its events lack.',
    ]);
  });

  it('takes nothing for told by samples without raw data', async () => {
    const exit = '10 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0';
    const coverage = coverageOf(
      await readBytes(perfText(exit, { sampleType: USUAL_SAMPLE_TYPE & ~0x400 })),
    );

    assert.equal(stateOf(coverage, 'kvm:kvm_exit'), 'recorded');
    assert.deepEqual(missingTexts(analysisOf(coverage, 'exits')), [
      'Needs kvm:kvm_exit with exit_reason, which its events lack.',
    ]);
    const found = coverage.findings.find(({ code }) => code === 'events-without-fields')!;
    assert.match(found.message, /without their fields: 1 of 1 kvm:kvm_exit\..*perf record -R/);
  });

  for (const [how, options] of Object.entries({
    'one of 10': { samplePeriod: 10 },
    'at a frequency': { samplePeriod: 99, isFrequency: true },
  })) {
    it(`is nothing that needs events which were sampled, ${how}`, async () => {
      const exit = '10 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0';
      const rows = await readBytes(perfText(exit, options));
      const coverage = coverageOf(rows);

      assert.equal(stateOf(coverage, 'kvm:kvm_exit'), 'sampled');
      assert.deepEqual(missingTexts(analysisOf(coverage, 'exits')), [
        'Needs kvm:kvm_exit: only one in several was recorded.',
      ]);
      assert.ok(codesOf(coverage).includes('sampled-events'));
      const { diagnostics } = factsOf(rows, rows.passes);
      const found = diagnostics.find(({ code }) => code === 'sampled-events')!;
      assert.ok(found.message.includes(`kvm:kvm_exit (${how})`), found.message);
      assert.equal(found.severity, 'warning');
    });
  }

  it('takes nothing for told by lines without payloads, and a part where some have one', () => {
    const line = (at: number, payload: string): string =>
      `CPU 0/KVM   100/101   [000]  1.00000${at}:    kvm:kvm_exit: ${payload}\n`;
    const full = 'vcpu 0 reason HLT rip 0xffffffff81a info1 0x0 info2 0x0';
    const verdict = (...lines: readonly string[]): string =>
      analysisOf(coverageOf(openedTable(lines.join(''))), 'hot-code').verdict;

    assert.equal(verdict(line(1, ''), line(2, '')), 'none');
    assert.equal(verdict(line(1, ''), line(2, full)), 'limited');
  });
});

describe('What happens wherever a vCPU runs', () => {
  it('was not enabled where none of it was seen', async () => {
    const coverage = await ofText('10 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0');

    assert.equal(stateOf(coverage, 'kvm:kvm_entry'), 'none-seen');
    assert.equal(analysisOf(coverage, 'hot-code').verdict, 'limited');
  });
});

describe('What a recording as a whole lacks', () => {
  it('is said of lost events, and the lines ask for larger buffers', async () => {
    const coverage = await ofFixture('vmx-lost-events');

    const lost = coverage.findings.find(({ code }) => code === 'lost-events')!;
    assert.match(lost.message, /^At least 171 events were lost at one place:/);
    assert.equal(analysisOf(coverage, 'exits').verdict, 'limited');
    assert.ok(coverage.commands.every(({ line }) => /-b 65536 |-m 65536K /.test(line)));
  });

  it('is said of a filter on vCPU threads, which hides who woke them', async () => {
    const wakings = (tids: readonly number[]): string =>
      Array.from({ length: 60 }, (_, at) => {
        const time = at * 10 + 10;
        const tid = tids[at % tids.length]!;
        return `${time} cpu0 ${tid} sched_waking pid=100\n${time + 5} cpu0 100 kvm_entry vcpu_id=0`;
      }).join('\n');

    assert.ok(codesOf(await ofText(wakings([100]))).includes('vcpu-threads-only'));
    assert.ok(!codesOf(await ofText(wakings([100, 0]))).includes('vcpu-threads-only'));
  });

  it('is said of a text of perf script, which prints losses only when told to', () => {
    const bare = codesOf(coverageOf(openedTable(textFixture('native-callgraph.perf-script'))));
    assert.ok(bare.includes('losses-untold') && bare.includes('guest-samples-hidden'));
    const lossy = textFixture('svm-mwait-nop.lost.perf-script');
    const told = codesOf(coverageOf(openedTable(lossy)));
    assert.ok(!told.includes('losses-untold') && told.includes('lost-events'));
    const report = codesOf(coverageOf(openedTable(textFixture('vmx-minimal-hlt-timer.report'))));
    assert.ok(!report.includes('losses-untold') && !report.includes('guest-samples-hidden'));
  });

  it('is said of clocks that cannot be compared', async () => {
    assert.ok(codesOf(await ofFixture('vmx-hlt-ipi')).includes('clock-local'));
    assert.ok(codesOf(await ofFixture('vmx-x86tsc-hlt-ipi')).includes('clock-cycles'));
    assert.deepEqual(codesOf(await ofFixture('svm-hlt-ipi.zlib')), []);
  });
});
