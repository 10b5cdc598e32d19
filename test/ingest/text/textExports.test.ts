import assert from 'node:assert/strict';
import { eventAccess } from '../../../src/engine/eventAccess';
import { NO_HOST_CPU } from '../../../src/events/EventTable';
import { blockOfRow } from '../../../src/events/fields';
import { compareTextExport } from '../../support/compareTextExport';
import type { TextLoss } from '../../support/compareTextExport';
import { codesOf, openedTable } from '../../support/openTable';
import type { ReadTable } from '../../support/openTable';
import { fixtureBytes, openedTrace } from '../../support/openTrace';
import { textFixture } from '../../support/textFixture';

const opened = (name: string): ReadTable => openedTable(textFixture(name));

/** Losses as `host CPU: count`. */
const lossesOf = ({ reader }: ReadTable): string[] =>
  reader.lost.map(({ hostCpu, count }) => `${hostCpu}: ${count}`);

/** Lines of a fixture that match. */
function linesLike(name: string, pattern: RegExp): string[] {
  const text = Buffer.from(textFixture(name)).toString('latin1');
  return text.split('\n').filter((line) => pattern.test(line));
}

describe('A text that trace-cmd report printed', () => {
  for (const [printing, loss] of [
    ['report', { stamp: 500, fields: 'any' }],
    ['report-l', { stamp: 500, fields: 'any', commLength: 8 }],
    ['report-N-t', { stamp: 0, fields: 'any' }],
    ['report-R-t', { stamp: 0, fields: new Set(['kvm_apic_ipi.icr_low']) }],
  ] as readonly (readonly [string, TextLoss])[]) {
    it(`has the events, fields and exits of its recording: ${printing}`, async () => {
      const binary = await openedTrace(fixtureBytes('vmx-minimal-hlt-timer'));
      const text = opened(`vmx-minimal-hlt-timer.${printing}`);
      const { events, fields, differences } = compareTextExport(binary, text, loss);
      assert.deepEqual(differences, []);
      assert.equal(events, 404);
      assert.ok(fields > 404, String(fields));
      assert.deepEqual(codesOf(text), []);
      assert.equal(text.recording.facts.format, 'trace-cmd-report');
      assert.equal(text.recording.facts.hostCpus, binary.recording.facts.hostCpus);
    });
  }

  it('tells on which host CPUs events were lost, and how many where trace-cmd knew', () => {
    const text = opened('svm-mwait-nop.lost.report');
    assert.deepEqual(lossesOf(text), ['0: null', '0: 223']);
    for (const { fromNs, toNs } of text.reader.lost) assert.ok(fromNs < toNs);
    assert.deepEqual(codesOf(text), []);
  });

  it('has a stream for each recording and host CPU where it lists several', () => {
    const text = opened('pair-hlt-short.report');
    const instances = new Set(text.table.streams.map(({ instance }) => instance));
    assert.deepEqual([...instances].sort(), ['guest.trace.dat', 'host.trace.dat']);
    const guests = text.table.blocks.flatMap(({ stream, length }) =>
      Array.from(stream.subarray(0, length)).filter(
        (index) => text.table.streams[index]!.instance === 'guest.trace.dat',
      ),
    );
    assert.equal(guests.length, linesLike('pair-hlt-short.report', /^guest.*\[00/).length);
    assert.deepEqual(codesOf(text), ['several-recordings']);
  });
});

describe('A text that tracefs printed', () => {
  it('has an event for every line that is no comment, and what the header says', () => {
    const text = opened('svm-hlt-ipi.tracefs');
    assert.equal(text.table.length, linesLike('svm-hlt-ipi.tracefs', /^[^#]/).length);
    assert.equal(text.recording.facts.format, 'ftrace-text');
    assert.equal(text.recording.facts.hostCpus, 3);
    assert.deepEqual(codesOf(text), []);
    assert.equal(text.table.blocks[0]!.flags[0], 0x01 | 0x04 | 0x20 | 0x10);
  });
});

describe('A text that perf script printed', () => {
  it('has its losses where perf met them', () => {
    const name = 'svm-mwait-nop.lost.perf-script';
    const text = opened(name);
    const lost = linesLike(name, /PERF_RECORD_LOST/);
    assert.equal(text.table.length, linesLike(name, /./).length - lost.length);
    assert.deepEqual(
      lossesOf(text),
      lost.map((line) => {
        const [, hostCpu, count] = /\[(\d+)\].* lost (\d+)/.exec(line)!;
        return `${Number(hostCpu)}: ${count}`;
      }),
    );
    assert.equal(text.recording.facts.format, 'perf-script');
    assert.deepEqual(codesOf(text), []);
  });

  it('has the events alone where call chains are printed below them', () => {
    const name = 'native-callgraph.perf-script';
    assert.equal(opened(name).table.length, linesLike(name, /^[^\t]/).length);
    assert.deepEqual(codesOf(opened(name)), []);
  });

  it('knows no host CPU where none is printed', () => {
    const text = opened('native-idle.script-nocpu');
    const { block, at } = blockOfRow(text.table, 0);
    assert.equal(eventAccess(text, text.passes).hostCpuOf(block, at), NO_HOST_CPU);
    assert.equal(text.recording.facts.hostCpus, undefined);
  });

  it('tells the process of each thread where it is printed', () => {
    const { recording, table } = opened('native-idle.script-pidtid');
    assert.equal(table.blocks[0]!.tid[0], 31081);
    assert.equal(recording.pidOf(31081), 31075);
  });

  it('takes names of threads from the records before the events', () => {
    const name = 'native-idle.script-tasks';
    const { recording, table } = opened(name);
    assert.equal(table.length, linesLike(name, /kvm:|sched:/).length);
    assert.equal(recording.commOf(31086, 0), 'kvm-nx-lpage-re');
  });

  it('counts lines that no tool means as events, and tells where the first one is', () => {
    const text = opened('native-idle.script-plus');
    assert.equal(text.table.length, 37);
    assert.deepEqual(codesOf(text), ['unreadable-lines']);
    const [{ message, offset } = {}] = text.recording.diagnostics;
    assert.match(message!, /^3 lines .* line 1 at byte 0x0: "libtraceevent: No such file/);
    assert.equal(offset, 0);
  });
});
