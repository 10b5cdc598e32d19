import assert from 'node:assert/strict';
import { exitsJson } from '../../src/cli/exitsCommand';
import { infoJson } from '../../src/cli/infoCommand';
import { exitNamesOf } from '../../src/engine/exitNames';
import { exitRows } from '../../src/queries/exitRows';
import { factsOf } from '../../src/engine/factsOf';
import { openedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';

const EVENTS = `
  10 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
  30 cpu0 100 kvm_entry vcpu_id=0
  40 cpu0 100 kvm_exit exit_reason=30 isa=1 vcpu_id=0
  lost cpu1 4
  50 cpu1 7 sched_waking pid=100
`;

/** What outside checks read; a change here breaks them. */
describe('the contract of the output', () => {
  it('holds for info', async () => {
    const bytes = traceText(EVENTS, { clock: 'mono', compression: 'zstd' });
    const trace = await openedTrace(bytes);
    const facts = factsOf(trace, trace.passes);
    assert.deepEqual(JSON.parse(JSON.stringify(infoJson(facts))), {
      schema: 'exitscope.info/1',
      sources: [
        {
          path: 'made.trace.dat',
          format: 'trace.dat',
          version: '7',
          compression: 'zstd',
          clock: 'mono',
          clock_unit: 'ns',
          clock_conversion: 'none',
          kernel: null,
          cpus: 2,
          bytes: trace.recording.totalBytes,
          relation: {
            kind: 'reference',
            shift_ns: '0',
            samples: null,
            guest_of: null,
            vm: null,
            guest_cpus: [],
          },
        },
      ],
      t0_ns: '1000010',
      duration_ns: 40,
      events: 4,
      event_counts: { kvm_exit: 2, kvm_entry: 1, sched_waking: 1 },
      lost_events: 4,
      lost: [{ source: 0, cpu: 1, from_ns: 0, to_ns: 40, count: 4 }],
      vms: [
        { vm: 0, source: 0, pid: null, name: null, vcpus: [{ vcpu: 0, tid: 100, comm: null }] },
      ],
      diagnostics: [
        {
          source: 0,
          severity: 'warning',
          code: 'lost-events',
          message:
            '4 events were lost on host CPU 1: the buffers were too small or the recorder too slow ' +
            '(trace-cmd record -b, perf record -m). Times across a loss are not counted.',
          offset: null,
        },
      ],
    });
  });

  it('holds for exits', async () => {
    const trace = await openedTrace(traceText(EVENTS));
    const { tallies } = trace.exits;
    const rows = exitRows(tallies, trace.directory.refs(), exitNamesOf(trace), {});
    assert.deepEqual(JSON.parse(JSON.stringify(exitsJson(rows))), {
      schema: 'exitscope.exits/1',
      exits: [
        {
          vm: 0,
          vcpu: 0,
          isa: 'vmx',
          reason: 'HLT',
          code: 12,
          class: 'idle',
          classes: { idle: 1 },
          count: 1,
          total_ns: 20,
          min_ns: 20,
          mean_ns: 20,
          p50_ns: 20,
          p90_ns: 20,
          p99_ns: 20,
          max_ns: 20,
          paired: 1,
          share: 1,
          // perf counts no exit before a thread's first entry.
          perf_paired: 0,
          perf_total_ns: 0,
        },
        {
          vm: 0,
          vcpu: 0,
          isa: 'vmx',
          reason: 'IO_INSTRUCTION',
          code: 30,
          class: 'pio',
          classes: { pio: 1 },
          count: 1,
          total_ns: 0,
          min_ns: null,
          mean_ns: null,
          p50_ns: null,
          p90_ns: null,
          p99_ns: null,
          max_ns: null,
          paired: 0,
          share: 0,
          perf_paired: 0,
          perf_total_ns: 0,
        },
      ],
    });
  });
});
