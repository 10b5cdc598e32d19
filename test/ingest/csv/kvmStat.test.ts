import assert from 'node:assert/strict';
import { eventAccess } from '../../../src/engine/eventAccess';
import { eventPage } from '../../../src/queries/eventRows';
import { FilteredEvents } from '../../../src/queries/filter/FilteredEvents';
import { parseFilter } from '../../../src/queries/filter/parseFilter';
import { kvmStatLog } from '../../support/kvmStatLog';
import { eventRecords, exitRowsOf, exportedCsv, openedTable } from '../../support/openTable';

describe('A log of kvm_stat', () => {
  const table = openedTable(kvmStatLog);

  it('has an event for every sample, with the counters as fields and nothing that it does not tell', () => {
    const [first] = eventRecords(table);
    assert.equal(table.table.length, 3);
    assert.deepEqual(first, {
      time_ns: 0,
      cpu: null,
      tid: null,
      comm: null,
      event: 'kvm_stat',
      vm: null,
      vcpu: null,
      system: null,
      common_flags: null,
      kvm_entry: 1200,
      kvm_exit: 1201,
      'kvm_exit(EPT_VIOLATION)': 3,
      'kvm_exit(HLT)': 700,
      kvm_halt_poll_ns: 0,
    });
  });

  it('takes its stamps as they are written', () => {
    const stamp = BigInt(Date.UTC(2026, 10, 22, 9, 15, 2)) * 1_000_000n;
    assert.equal(table.reader.t0, stamp);
    assert.deepEqual([...table.table.blocks[0]!.time.subarray(0, 3)], [0, 3e9, 6e9]);
  });

  it('has no exits, no VMs and no host CPUs, and says why', () => {
    assert.deepEqual(exitRowsOf(table), []);
    assert.deepEqual(table.passes.directory.vms, []);
    assert.equal(table.recording.facts.hostCpus, undefined);
    const [note] = table.recording.diagnostics;
    assert.equal(note?.code, 'counters-only');
    assert.match(note.message, /no single exits/);
  });

  it('shows what moved most, and that nothing moved', () => {
    const rows = Float64Array.of(0, 1, 2);
    const { summary } = eventPage(eventAccess(table, table.passes), rows, { total: 3, start: 0 });
    assert.deepEqual(summary, [
      'kvm_exit +1,201, kvm_entry +1,200, kvm_exit(HLT) +700, kvm_exit(EPT_VIOLATION) +3',
      'no counter moved',
      'kvm_entry +40, kvm_exit +39, kvm_halt_poll_ns +12, kvm_exit(HLT) -2',
    ]);
  });

  it('can be filtered by any counter', () => {
    const context = {
      table: table.table,
      recordingNames: ['made.csv'],
      vcpuOf: () => undefined,
      commOf: () => undefined,
      exitReasonName: () => undefined,
    };
    const count = (filter: string): number => {
      const events = new FilteredEvents(parseFilter(filter), context);
      while (events.advance(1 << 18));
      return events.total;
    };
    assert.equal(count('kvm_exit(HLT)>100'), 1);
    assert.equal(count('kvm_exit(HLT)<0'), 1);
    assert.equal(count('kvm_exit=0'), 1);
  });

  it('may repeat its header, as a log to the terminal does', () => {
    const [header, ...samples] = kvmStatLog.trimEnd().split('\n');
    const repeated = openedTable([header, samples[0], header, samples[1], header, ''].join('\n'));
    assert.equal(repeated.table.length, 2);
    assert.deepEqual(
      repeated.recording.diagnostics.map(({ code }) => code),
      ['counters-only'],
    );
  });

  it('is not found in a table of other numbers', () => {
    const others = kvmStatLog.replaceAll('kvm_', 'my_');
    assert.throws(() => openedTable(others), /header does not tell which column is the time/);
  });

  it('can be exported, and that read', () => {
    const csv = exportedCsv(table);
    assert.equal(exportedCsv(openedTable(csv)), csv);
  });
});
