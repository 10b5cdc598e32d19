import assert from 'node:assert/strict';
import { explainLine } from '../../src/lines/explainLine';
import { excerptText } from '../support/excerptText';
import { madeLines, reportLines } from '../support/madeLines';

describe('explainLine', () => {
  it('explains a line by the lines around it: whose exit, how long to the entry', () => {
    const lines = madeLines(
      reportLines(`
        1.000005 0 kvm_entry: vcpu 0 rip 0x1
        1.000010 0 kvm_exit: reason HLT rip 0x1 info 0 0
        1.002010 0 kvm_entry: vcpu 0 rip 0x2
      `),
    );
    const { event, words, entryLine } = explainLine(lines, 1)!;
    assert.equal(words.summary, 'HLT (12) at 0x1');
    assert.deepEqual(event.vcpu, { id: 0, isInferred: true });
    assert.deepEqual([entryLine, event.entry?.duration], [2, 2_000_000]);
  });

  it('explains any line of a wrapped event', () => {
    const lines = madeLines(excerptText('vmx-hlt-ipi.mail'));
    for (const line of [4, 5, 6]) {
      assert.equal(explainLine(lines, line)!.words.summary, 'HLT (12) at 0x10000a');
    }
  });

  it('has nothing to say of other lines', () => {
    const lines = madeLines(['cpus=2', '', 'Hello', '\tffffffff812c628c f+0x1 (/lib/x)']);
    for (const line of [0, 1, 2, 3, 4]) assert.equal(explainLine(lines, line), undefined);
  });

  it('looks at a bounded number of lines, wherever in a long text', () => {
    const text = reportLines('1.000000 0 kvm_exit: reason HLT rip 0x1 info 0 0')[0]!;
    const read: number[] = [];
    const lines = {
      count: 1e9,
      text: (line: number) => {
        read.push(line);
        return text;
      },
    };
    assert.equal(explainLine(lines, 5e8)!.words.summary, 'HLT (12) at 0x1');
    assert.ok(read.length <= 1000);
    assert.ok(read.every((line) => Math.abs(line - 5e8) <= 1000));
  });
});
