import assert from 'node:assert/strict';
import { eventAccess } from '../../../src/engine/eventAccess';
import { NO_TID } from '../../../src/events/EventTable';
import { codesOf, eventRecords, exitRowsOf, openedTable } from '../../support/openTable';
import type { ReadTable } from '../../support/openTable';

/** Lines as trace-cmd report prints them: `time cpu tid event: payload`, time in µs. */
function report(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const event = /^(\d+) cpu(\d+) (\d+) (\w+:) (.*)$/.exec(line);
      if (event === null) return line;
      const [, time, hostCpu, tid, name, payload] = event;
      const stamp = (Number(time) / 1e6).toFixed(6);
      return `${'CPU 0/KVM'.padStart(16)}-${tid!.padEnd(5)} [${hostCpu!.padStart(3, '0')}] ${stamp.padStart(12)}: ${name!.padEnd(21)} ${payload}\n`;
    })
    .map((line) => (line.endsWith('\n') ? line : `${line}\n`))
    .join('');
}

const twoExits = report(`
  cpus=2
  100 cpu0 7 kvm_entry: vcpu 0 rip 0x1
  110 cpu0 7 kvm_exit: reason EXIT_HLT rip 0x2 info 0 0
  150 cpu0 7 kvm_entry: vcpu 0 rip 0x3
  170 cpu0 7 kvm_exit: reason EXIT_NPF rip 0x4 info 200000006 10000
  171 cpu0 7 kvm_entry: vcpu 0 rip 0x4
`);

const withoutHead = twoExits.replace('cpus=2\n', '');

/** Exits as `vcpu reason count total`. */
const exitsOf = (trace: ReadTable): string[] =>
  exitRowsOf(trace).map(
    ({ vcpu, reason, count, totalNs }) => `${vcpu} ${reason} ${count} ${totalNs}`,
  );

const exits = ['0 hlt 1 40000', '0 npf 1 1000'];

describe('TextRecording', () => {
  it('takes the vCPU of an exit from the entries of its thread', () => {
    assert.deepEqual(exitsOf(openedTable(twoExits)), exits);
  });

  for (const [how, text] of [
    ['lines end as on Windows', twoExits.replaceAll('\n', '\r\n')],
    ['a byte order mark stands before it', `\uFEFF${twoExits}`],
    ['the last line has no end', twoExits.trimEnd()],
    ['comments and blank lines stand between', twoExits.replaceAll('\n', '\n# a note\n\n')],
  ] as const) {
    it(`reads a text the same when ${how}`, () => {
      assert.deepEqual(exitsOf(openedTable(text)), exits);
      assert.deepEqual(codesOf(openedTable(text)), []);
    });
  }

  it('keeps what a line does not tell apart from zero', () => {
    const [, exit] = eventRecords(openedTable(twoExits));
    assert.equal(exit!['vcpu'], 0);
    assert.equal(exit!['vcpu_id'], null);
    assert.equal(exit!['intr_info'], null);
    assert.equal(exit!['common_flags'], null);
    assert.equal(exit!['info2'], '0x0');
  });

  it('leaves binary bytes in the middle out, and counts them', () => {
    const garbage = Buffer.from([0, 255, 7, 0x1b, 0x80, 10, 0, 0]);
    const bytes = Buffer.concat([Buffer.from(twoExits), garbage, Buffer.from(`\n${withoutHead}`)]);
    const trace = openedTable(bytes);
    assert.equal(trace.table.length, 10);
    assert.deepEqual(codesOf(trace).slice(0, 1), ['unreadable-lines']);
  });

  it('tells of lines that are longer than any event', () => {
    const trace = openedTable(`${twoExits}${'x'.repeat(100_000)}\n`);
    assert.deepEqual(codesOf(trace), ['overlong-lines']);
    assert.equal(trace.table.length, 5);
  });

  it('shows a line that was cut in its payload with what is left of it', () => {
    const cut = twoExits.slice(0, twoExits.lastIndexOf(' rip'));
    const trace = openedTable(cut);
    assert.equal(trace.table.length, 5);
    assert.equal(eventRecords(trace)[4]!['vcpu_id'], 0);
  });

  it('counts exits without a known reason nowhere, and says so', () => {
    const trace = openedTable(twoExits.replace('EXIT_HLT', 'EXIT_NEW'));
    assert.deepEqual(exitsOf(trace), ['0 npf 1 1000']);
    assert.deepEqual(codesOf(trace), ['unknown-exit-reasons']);
    assert.equal(eventRecords(trace)[1]!['reason'], 'EXIT_NEW');
  });

  it('does not take the entry behind such an exit for the end of the exit before it', () => {
    const text = report(`
      cpus=1
      100 cpu0 7 kvm_entry: vcpu 0 rip 0x1
      110 cpu0 7 kvm_exit: reason EXIT_HLT rip 0x2 info 0 0
      120 cpu0 7 kvm_exit: reason EXIT_NEW rip 0x2 info 0 0
      150 cpu0 7 kvm_entry: vcpu 0 rip 0x3
    `);
    const [row] = exitRowsOf(openedTable(text));
    assert.deepEqual([row?.count, row?.paired], [1, 0]);
  });

  it('places losses between the events around them, of the host CPU and instance they name', () => {
    const trace = openedTable(
      report(`
        cpus=2
        100 cpu0 7 kvm_eoi: apicid 0 vector 1
        CPU:0 [3 EVENTS DROPPED]
        110 cpu1 7 kvm_eoi: apicid 0 vector 1
        150 cpu0 7 kvm_eoi: apicid 0 vector 1
        CPU:1 [LOST EVENTS]
      `),
    );
    assert.deepEqual(
      trace.reader.lost.map(({ hostCpu, fromNs, toNs, count }) => [hostCpu, fromNs, toNs, count]),
      [
        [0, 0, 50_000, 3],
        [1, 10_000, 50_000, null],
      ],
    );
  });

  it('gives the event behind a loss to the instance that lost events, whose name it lacks', () => {
    const [head, ...lines] = twoExits.trimEnd().split('\n');
    const named = lines.map((line) => `  inner: ${line}`);
    named.splice(2, 1, '  inner: CPU:0 [3 EVENTS DROPPED]', lines[2]!);
    const trace = openedTable(`${[head, ...named].join('\n')}\n`);
    assert.deepEqual(
      trace.table.streams.map(({ hostCpu, instance }) => [hostCpu, instance]),
      [[0, 'inner']],
    );
    assert.equal(trace.table.length, 5);
    assert.deepEqual(
      trace.reader.lost.map(({ fromNs, toNs, count }) => [fromNs, toNs, count]),
      [[10_000, 50_000, 3]],
    );
  });

  it('tells how many events were overwritten before the text was taken', () => {
    const header = '# tracer: nop\n#\n# entries-in-buffer/entries-written: 5/12   #P:4\n#\n';
    const trace = openedTable(header + withoutHead);
    assert.deepEqual(codesOf(trace), ['overrun']);
    assert.match(trace.recording.diagnostics[0]!.message, / 7 events /);
    assert.equal(trace.recording.facts.hostCpus, 4);
  });

  it('has one thread for each name where lines have no ids, and says so', () => {
    const line = (comm: string, time: string, rest: string): string =>
      `${comm.padStart(16)} [000]  ${time}: ${rest}\n`;
    const text =
      line('CPU 0/KVM', '1.000001', 'kvm:kvm_entry: vcpu 0, rip 0x1') +
      line('CPU 1/KVM', '1.000002', 'kvm:kvm_entry: vcpu 1, rip 0x1') +
      line('CPU 0/KVM', '1.000003', 'kvm:kvm_exit: vcpu 0 reason hlt rip 0x1 info1 0x0 info2 0x0');
    const trace = openedTable(text);
    const [block] = trace.table.blocks;
    assert.equal(block!.tid[0], block!.tid[2]);
    assert.notEqual(block!.tid[0], block!.tid[1]);
    assert.deepEqual(codesOf(trace), ['no-thread-ids']);
    const [, , exit] = eventRecords(trace);
    assert.deepEqual([exit!['tid'], exit!['comm'], exit!['vcpu']], [null, 'CPU 0/KVM', 0]);
  });

  it('does not take threads without id and name for one', () => {
    const line = (rest: string): string => `[000]  1.000001: ${rest}\n`;
    const text =
      line('kvm:kvm_entry: vcpu 0, rip 0x1') +
      line('kvm:kvm_exit: vcpu 1 reason hlt rip 0x1 info1 0x0 info2 0x0') +
      line('kvm:kvm_msr: msr_read 1a0 = 0x0');
    const trace = openedTable(text);
    const [block] = trace.table.blocks;
    assert.equal(block!.tid[0], NO_TID);
    const records = eventRecords(trace);
    assert.deepEqual(
      records.map(({ tid, comm, vcpu }) => [tid, comm, vcpu]),
      [
        [null, null, 0],
        [null, null, 1],
        [null, null, null],
      ],
    );
    const access = eventAccess(trace, trace.passes);
    assert.equal(access.exitBefore(block!, 2), undefined);
  });

  it('has cycles where stamps are no seconds, and ns when their frequency is given', () => {
    const text = twoExits.replaceAll(/\[000\] +0\.0*(\d+):/g, '[000]$1:');
    assert.equal(openedTable(text).reader.unit, 'cycles');
    assert.deepEqual(exitsOf(openedTable(text)), ['0 hlt 1 40', '0 npf 1 1']);
  });

  it('leaves lines of another clock out', () => {
    const trace = openedTable(
      `${twoExits}${withoutHead.replaceAll(/\[000\] +0\.0*(\d+):/g, '[000]$1:')}`,
    );
    assert.equal(trace.table.length, 5);
    assert.deepEqual(codesOf(trace), ['other-clock']);
  });

  it('puts lines into the order of their stamps, as trace_pipe does not', () => {
    const lines = twoExits.trimEnd().split('\n');
    const trace = openedTable(`${[lines[0]!, ...lines.slice(1).reverse()].join('\n')}\n`);
    assert.deepEqual(exitsOf(trace), exits);
    assert.equal(trace.reader.t0, 100_000n);
    assert.deepEqual(trace.reader.diagnostics, []);
  });

  it('refuses steps in place of stamps', () => {
    const steps = Array.from(
      { length: 20 },
      (_, index) =>
        `       CPU 1/KVM 31081 [000]     0.00000${index % 3}: kvm:kvm_eoi: apicid 1 vector 64\n`,
    );
    assert.throws(() => openedTable(steps.join('')), /--deltatime/);
  });

  it('opens a header without events, and says so', () => {
    const trace = openedTable(
      '# tracer: nop\n#\n# entries-in-buffer/entries-written: 0/0   #P:4\n',
    );
    assert.equal(trace.table.length, 0);
    assert.deepEqual(codesOf(trace), ['no-events']);
  });

  it('is not made of a letter that quotes events', () => {
    const letter = `Dear list,\nsee this:\n${twoExits.split('\n')[1]!}\nwhat is it?\nregards\n`;
    assert.throws(() => openedTable(letter), /plain text/);
  });

  const both = (names: readonly string[]): string =>
    withoutHead
      .trimEnd()
      .split('\n')
      .map((line, at) => `${names[at % names.length]!}${line}\n`)
      .join('');

  it('says that several recordings are listed together where no head tells', () => {
    const text = both(['  host.trace.dat: ', ' guest.trace.dat: ']);
    assert.deepEqual(codesOf(openedTable(text)), ['several-recordings']);
  });

  it('takes trace instances for parts of one recording', () => {
    assert.deepEqual(codesOf(openedTable(both([' mine: ', '       ']))), []);
  });

  it('takes the marks of trace-cmd report --debug for what they are', () => {
    const mark = 'CPU:1 [SUBBUFFER START] [631697952468:0x26000]\n';
    assert.deepEqual(codesOf(openedTable(`${twoExits}${mark}`)), []);
  });
});
