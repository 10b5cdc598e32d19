import assert from 'node:assert/strict';
import { exportColumns } from '../../src/queries/exportColumns';
import type { ExportedTrace } from '../../src/queries/exportColumns';
import { eventRecords } from '../support/openTable';
import { openedTrace } from '../support/openTrace';
import type { AnalysedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';

const whole = (trace: AnalysedTrace): ExportedTrace => ({
  recordings: [trace.recording],
  names: ['made.trace.dat'],
  kinds: trace.reader.kinds,
  streams: trace.reader.streams,
  t0: trace.reader.t0,
  unit: trace.reader.unit,
  hasLosses: trace.reader.lost.length > 0,
  isWhole: true,
});

describe('exportColumns', () => {
  it('lists the common columns, the reason, every field once, and the facts', async () => {
    const trace = await openedTrace(traceText('1 cpu0 1 kvm_exit\n2 cpu0 1 kvm_entry'));
    assert.deepEqual(exportColumns(whole(trace)), [
      'time_ns',
      'cpu',
      'tid',
      'comm',
      'event',
      'vm',
      'vcpu',
      'system',
      'common_flags',
      'reason',
      'exit_reason',
      'guest_rip',
      'isa',
      'info1',
      'info2',
      'intr_info',
      'error_code',
      'vcpu_id',
      'rip',
      'exitscope/1 t0_ns=1000001 clock=local clock_unit=ns cpus=1',
    ]);
  });

  it('has a column for every value of a record', async () => {
    const text =
      '1 cpu0 1 kvm_userspace_exit\nlost cpu0 3\n2 cpu0 1 sched_waking comm=a\n3 cpu0 1 kvm_exit';
    const trace = await openedTrace(traceText(text));
    const columns = exportColumns(whole(trace));
    for (const record of eventRecords(trace)) {
      for (const name of Object.keys(record)) assert.ok(columns.includes(name), name);
    }
  });

  it('says which columns hold text, which a reader may take for numbers', async () => {
    const trace = await openedTrace(
      traceText('1 cpu0 1 sched_waking comm=7\n2 cpu0 1 print buf=8'),
    );
    assert.match(exportColumns(whole(trace)).at(-1)!, / texts=field_comm\|buf$/);
  });
});
