import assert from 'node:assert/strict';
import fc from 'fast-check';
import { factsOf } from '../../../src/engine/factsOf';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import type { Decompressor } from '../../../src/formats/ByteSource';
import type { EventRecord } from '../../../src/queries/eventRecord';
import { eventRecords, exitRowsOf, exportedCsv, openedTable } from '../../support/openTable';
import type { ReadTrace } from '../../support/openTable';
import { fixtureBytes, openedTrace, openedWith } from '../../support/openTrace';
import { traceText, writtenCpus, writtenTrace } from '../../support/traceText';
import type { WrittenEvent } from '../../support/traceText';
import { writeTraceDat } from '../../support/traceDatWriter';
import { formatText, tracepoints } from '../../support/tracepoints';
import type { Tracepoint } from '../../support/tracepoints';

const CHARACTERS = ['a', '1', '"', "'", ',', ';', '\n', '\r', '\t', ' ', '=', '-', 'x', 'é'];

/** What of the facts is the recording's, and not the file's. */
function ownFacts(trace: ReadTrace): unknown {
  const facts = factsOf(trace, trace.passes);
  const { sources, t0Ns, durationNs, events, eventCounts, lostEvents, lost, vms } = facts;
  const [{ clock, kernel, hostCpus }] = sources as [(typeof sources)[number]];
  // A recording tells losses in the order of its buffers, a table in that of its rows.
  const gaps = lost.toSorted((a, b) => a.toNs - b.toNs);
  return { clock, kernel, hostCpus, t0Ns, durationNs, events, eventCounts, lostEvents, gaps, vms };
}

/** A table does not tell a field without a value from a field that is not there. */
function withoutNulls(record: EventRecord): unknown {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

function assertReadBack(trace: ReadTrace): ReadTrace {
  const csv = exportedCsv(trace);
  const table = openedTable(csv);
  assert.equal(exportedCsv(table), csv);
  const [read, recorded] = [eventRecords(table), eventRecords(trace)];
  assert.equal(read.length, recorded.length);
  read.forEach((record, row) => {
    assert.deepEqual(withoutNulls(record), withoutNulls(recorded[row]!));
  });
  assert.deepEqual(exitRowsOf(table), exitRowsOf(trace));
  assert.deepEqual(ownFacts(table), ownFacts(trace));
  return table;
}

describe('A recording and its CSV export', function () {
  this.timeout(60_000);
  let decompressor: Decompressor;
  before(async () => {
    decompressor = await nodeDecompressor();
  });

  // `npm run verify:traces` does the same with every recording there is.
  const names = ['svm-hlt-ipi.zlib', 'vmx-lost-events', 'vmx-two-vms', 'vmx-x86tsc-hlt-ipi'];
  for (const name of names) {
    it(`say the same: ${name}`, async () => {
      assertReadBack(await openedTrace(fixtureBytes(name)));
    });
  }

  const everything: Tracepoint = {
    system: 'made',
    name: 'everything',
    id: 9,
    fields: ['u64 wide', 's64 signed', 'u8 narrow', 'char[16] name', 'u32 cpu', 'char[] text'],
  };
  const ascii = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 12 });
  const text = fc.oneof(ascii, fc.constantFrom('', '17', '0x1f', '-3', "'=1", '1 2', '1.5'));
  const event = fc.record({
    wide: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    signed: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    narrow: fc.nat(255),
    name: text,
    cpu: fc.nat(2 ** 31),
    text,
  });

  it('say the same whatever fields and names hold', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 6 }), text, (list, comm) => {
        const events = list.map((fields, index): WrittenEvent => {
          const common = { time: index * 10, hostCpu: index % 2, tid: 100 + index, flags: index };
          return { ...common, event: 'everything', fields };
        });
        const comms = [`100 ${comm.replaceAll(/[\r\n]/g, '')}`];
        const bytes = writtenTrace(events, { tracepoints: [everything], comms });
        assertReadBack(openedWith(decompressor, bytes));
      }),
      { numRuns: 60 },
    );
  });

  it('say the same of losses, and of exits across them', () => {
    const trace = openedWith(
      decompressor,
      traceText(`
        10 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
        lost cpu0 4
        20 cpu0 100 kvm_entry vcpu_id=0
        30 cpu0 100 kvm_exit exit_reason=48 isa=1 vcpu_id=0
        40 cpu0 100 kvm_entry vcpu_id=0
        lost cpu1
        50 cpu1 7 sched_waking pid=100
      `),
    );
    assertReadBack(trace);
    assert.deepEqual(
      eventRecords(trace).map((record) => record['lost_before']),
      [undefined, 4, undefined, undefined, '?'],
    );
  });

  it('say the same of trace instances', () => {
    const [top, own] = [0, 1].map(
      (hostCpu) =>
        writtenCpus([
          { time: 10 + hostCpu, hostCpu, tid: 7, event: 'kvm_entry', fields: { vcpu_id: 0 } },
        ])[0]!,
    );
    const bytes = writeTraceDat({
      version: 7,
      formats: tracepoints.map((tracepoint) => ({
        system: tracepoint.system,
        text: formatText(tracepoint),
      })),
      buffers: [
        { instance: '', clock: 'mono', cpus: [top!] },
        { instance: 'mine', clock: 'mono', cpus: [own!] },
      ],
    });
    const table = assertReadBack(openedWith(decompressor, bytes));
    assert.deepEqual(
      eventRecords(table).map((record) => record['instance']),
      [undefined, 'mine'],
    );
  });

  it('say the same of a clock that counts cycles', () => {
    const bytes = traceText('10 cpu0 7 kvm_entry\n99 cpu0 7 kvm_entry', { clock: 'x86-tsc' });
    const table = assertReadBack(openedWith(decompressor, bytes));
    assert.equal(table.reader.unit, 'cycles');
  });

  it('say the same of a recording without events', () => {
    const table = openedTable(exportedCsv(openedWith(decompressor, writtenTrace([]))));
    assert.equal(table.table.length, 0);
  });

  it('say the same of threads that only have a name', () => {
    const lines = ['vmm', 'perf', 'vmm'].map(
      (comm, at) =>
        `${comm} [000] 1.00000${at}: sched:sched_wakeup: comm=a pid=5 prio=120 target_cpu=000\n`,
    );
    const table = assertReadBack(openedTable(lines.join('')));
    assert.deepEqual(
      eventRecords(table).map(({ comm }) => comm),
      ['vmm', 'perf', 'vmm'],
    );
  });

  it('say the same of a text that looks like a number', () => {
    const line =
      'vmm 7 [000] 1.000000: sched:sched_wakeup: comm=12345 pid=5 prio=120 target_cpu=000\n';
    const [record] = eventRecords(assertReadBack(openedTable(line)));
    assert.equal(record!['field_comm'], '12345');
  });
});
