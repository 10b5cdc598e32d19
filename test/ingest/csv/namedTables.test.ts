import assert from 'node:assert/strict';
import { columnsOption } from '../../../src/cli/columnsOption';
import { FormatError } from '../../../src/formats/FormatError';
import { UnnamedColumns } from '../../../src/ingest/csv/UnnamedColumns';
import { eventRecords, exitRowsOf, exportedCsv, openedTable } from '../../support/openTable';
import type { ReadTable } from '../../support/openTable';

const opened = (text: string, columns: string): ReadTable =>
  openedTable(text, { tableColumns: columnsOption(columns) });

const timesOf = ({ table }: ReadTable): number[] =>
  table.blocks.flatMap(({ time, length }) => [...time.subarray(0, length)]);

describe('A table whose columns are named', () => {
  it('has an event for every row, and a field for every column that is not named', () => {
    const text =
      'ts,name,v,host,who,rip,big,note\n1000.5,kvm:kvm_entry,1,3,7,0xffffffff81000000,18446744073709551615,a b\n';
    const table = opened(text, 'time=ts:us,event=name,vcpu=v,cpu=host,tid=who');
    assert.deepEqual(eventRecords(table), [
      {
        time_ns: 0,
        cpu: 3,
        tid: 7,
        comm: null,
        event: 'kvm_entry',
        vm: 0,
        vcpu: 1,
        system: 'kvm',
        common_flags: null,
        rip: '0xffffffff81000000',
        big: '0xffffffffffffffff',
        note: 'a b',
      },
    ]);
    assert.equal(table.reader.t0, 1_000_500n);
  });

  const exits = `time;reason;cpu
10,0;HLT;0
10,000002;;0
10,000005;EPT_VIOLATION;0
`;

  it('pairs exits whose reasons are names, per vCPU, also without threads', () => {
    const text = `t,event,v,why
0,kvm_exit,0,HLT
10,kvm_exit,1,EPT_VIOLATION
30,kvm_entry,0,
70,kvm_entry,1,
80,kvm_exit,0,HLT
`;
    const table = opened(text, 'time=t:ns:relative,event=event,vcpu=v,reason=why');
    const rows = exitRowsOf(table).map(({ vcpu, isa, reason, code, count, totalNs }) => ({
      ...{ vcpu, isa, reason, code, count, totalNs },
    }));
    assert.deepEqual(rows, [
      { vcpu: 0, isa: 'vmx', reason: 'HLT', code: 12, count: 2, totalNs: 30 },
      { vcpu: 1, isa: 'vmx', reason: 'EPT_VIOLATION', code: 48, count: 1, totalNs: 60 },
    ]);
    assert.deepEqual(
      eventRecords(table).map(({ tid, reason }) => [tid, reason]),
      [
        [null, 'HLT'],
        [null, 'EPT_VIOLATION'],
        [null, undefined],
        [null, undefined],
        [null, 'HLT'],
      ],
    );
  });

  it('takes rows for exits where they have a reason and no column tells the event', () => {
    const table = opened(exits, 'time=time:s,reason=reason');
    assert.deepEqual(
      eventRecords(table).map((record) => [
        record['time_ns'],
        record['event'],
        record['exit_reason'],
      ]),
      [
        [0, 'kvm_exit', 12],
        [2_000, 'kvm_exit', undefined],
        [5_000, 'kvm_exit', 48],
      ],
    );
  });

  it('does not say whose a number is where reasons of both processors are named', () => {
    const table = opened('t,why\n1,HLT\n2,npf\n3,18\n', 'time=t,reason=why');
    assert.deepEqual(
      eventRecords(table).map((record) => record['isa']),
      [1, 2, undefined],
    );
  });

  const rowsOf = (count: number): string[] =>
    Array.from({ length: count }, (_, at) => `${1000 + at},HLT,${'x'.repeat(40)}\n`);

  it('refuses a long table in descending order of time, and says what to do', () => {
    const table = `t,why,note\n${rowsOf(20_000).reverse().join('')}`;
    assert.throws(() => opened(table, 'time=t,reason=why'), /Sort the table by its column/);
  });

  it('counts times of a short table in descending order from its last row', () => {
    const table = opened(`t,why,note\n${rowsOf(5).reverse().join('')}`, 'time=t:ns,reason=why');
    assert.deepEqual(
      eventRecords(table).map((record) => record['time_ns']),
      [0, 1, 2, 3, 4],
    );
  });

  it('keeps a reason that no table has as it is written, and says so', () => {
    const table = opened('t,why\n1,HLT\n2,LUNCH\n3,18\n', 'time=t,reason=why');
    const records = eventRecords(table);
    assert.deepEqual(
      records.map((record) => [record['exit_reason'], record['field_reason'], record['isa']]),
      [
        [12, undefined, 1],
        [undefined, 'LUNCH', undefined],
        [18, undefined, 1],
      ],
    );
    assert.match(table.recording.diagnostics[0]!.message, /^1 row, first in line 3 at byte 0xc: /);
  });

  it('takes dates, and times that count from the start', () => {
    const dates = opened(
      'when,x\n2026-11-22 09:15:02.5,1\n2026-11-22 09:15:03,2\n',
      'time=when:date',
    );
    assert.deepEqual(timesOf(dates), [0, 500_000_000]);
    const relative = opened('t,x\n5,1\n7,2\n', 'time=t:us:relative');
    assert.deepEqual(timesOf(relative), [5_000, 7_000]);
    assert.equal(relative.reader.t0, 0n);
  });

  it('reads tabs, a byte order mark, CR LF, blanks and line breaks in quotes', () => {
    const text = '\ufeffts\tevent\tnote\r\n 1 \ta\t"two\r\nlines"\r\n2\tb\tx\r\n';
    const table = opened(text, 'time=ts,event=event');
    assert.deepEqual(
      eventRecords(table).map(({ event, note }) => [event, note]),
      [
        ['a', 'two\r\nlines'],
        ['b', 'x'],
      ],
    );
  });

  it('sorts rows that are a little out of the order of time', () => {
    const table = opened('t,x\n30,1\n10,2\n20,3\n', 'time=t');
    assert.deepEqual(timesOf(table), [0, 10, 20]);
    assert.deepEqual(
      eventRecords(table).map(({ x }) => x),
      [2, 3, 1],
    );
    assert.deepEqual(table.reader.diagnostics, []);
  });

  it('leaves out rows that are none, and says how many and where the first is', () => {
    const table = opened('t,x\n1,a\nsoon,b\n2\nt,x\n3,c\n', 'time=t');
    assert.equal(table.table.length, 2);
    assert.deepEqual(
      table.recording.diagnostics.map(({ code, offset }) => [code, offset]),
      [
        ['bad-times', 8],
        ['bad-rows', 15],
        ['repeated-headers', 17],
      ],
    );
  });

  it('does not make a kind of every row when a column of texts was taken for the event', () => {
    const rows = Array.from({ length: 3000 }, (_, row) => `${row},text number ${row}\n`);
    const table = opened(`t,text\n${rows.join('')}`, 'time=t,event=text');
    assert.equal(table.table.length, 3000);
    assert.ok(table.reader.kinds.length <= 1025);
    assert.deepEqual(
      table.recording.diagnostics.map(({ code }) => code),
      ['too-many-events'],
    );
  });

  it('can be exported, and that read', () => {
    const csv = exportedCsv(opened(exits, 'time=time:s,reason=reason'));
    assert.equal(exportedCsv(openedTable(csv)), csv);
  });

  it('says which columns there are when one is named that is not there', () => {
    assert.throws(
      () => opened('ts,x\n1,2\n', 'time=when'),
      (error) =>
        error instanceof FormatError && /there is no column when, only ts, x/.test(error.message),
    );
    assert.throws(() => opened('ts,x\n1,2\n', 'time=#3'), /there is no column #3/);
  });
});

describe('A table whose columns nobody named', () => {
  it('is refused with its columns, their first cells, and what to say', () => {
    assert.throws(
      () => openedTable('ts,cpu,what\n1.5,0,kvm_exit\n2.5,1,kvm_entry\n3,1,x\n4,1,y\n'),
      (error) => {
        assert.ok(error instanceof UnnamedColumns);
        assert.match(
          error.message,
          /what the others are: ts, cpu, what\. Name them: --columns time=ts:s,event=COLUMN,cpu=cpu$/,
        );
        assert.deepEqual(error.table.columns[2], {
          name: 'what',
          samples: ['kvm_exit', 'kvm_entry', 'x'],
        });
        return true;
      },
    );
  });
});

describe('An export of several recordings', () => {
  it('is refused, because it does not tell their threads apart', () => {
    const facts = 'exitscope/1 t0_ns=5 clock_unit=ns sources=host.dat|guest.dat';
    const text = `time_ns,cpu,tid,comm,event,source,${facts}\n0,0,7,a,x,host.dat,\n`;
    assert.throws(() => openedTable(text), /2 recordings together \(host\.dat, guest\.dat\)/);
  });
});
