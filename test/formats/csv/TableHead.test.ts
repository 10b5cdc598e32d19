import assert from 'node:assert/strict';
import { looksLikeTable } from '../../../src/formats/csv/looksLikeTable';
import { readTableHead } from '../../../src/formats/csv/TableHead';

const headOf = (text: string) => readTableHead(new TextEncoder().encode(text));
const isTable = (text: string): boolean => {
  const head = headOf(text);
  return head !== undefined && looksLikeTable(head);
};

describe('readTableHead', () => {
  for (const [name, delimiter] of Object.entries({
    comma: ',',
    semicolon: ';',
    tab: '\t',
    bar: '|',
  })) {
    it(`finds the ${name} between cells`, () => {
      const head = headOf(['ts,cpu', '1,2', '3,4', ''].join('\n').replaceAll(',', delimiter));
      assert.deepEqual(head?.columns, ['ts', 'cpu']);
      assert.equal(head.dialect.delimiter, delimiter);
      assert.deepEqual(head.samples, [
        ['1', '2'],
        ['3', '4'],
      ]);
    });
  }

  it('prefers the delimiter that gives more columns', () => {
    assert.equal(headOf('a;b;c\n1,5;2,5;3,5\n')?.dialect.delimiter, ';');
  });

  it('skips a byte order mark, and says where the rows begin', () => {
    const head = headOf('\ufeff"ts",cpu\r\n1,2\r\n');
    assert.deepEqual(head?.columns, ['ts', 'cpu']);
    assert.equal(head.rowsAt, 3 + '"ts",cpu\r\n'.length);
    assert.equal(head.dialect.hasReturns, true);
  });

  it('counts the lines of a header that has line breaks', () => {
    const head = headOf('"time\n(us)",cpu\n1,2\n');
    assert.deepEqual(head?.columns, ['time\n(us)', 'cpu']);
    assert.equal(head.headerLines, 2);
  });

  it('does without a last row that was cut', () => {
    assert.deepEqual(headOf('a,b,c\n1,2,3\n4,5')?.samples, [['1', '2', '3']]);
  });

  it('says whether the first rows are as wide as the header', () => {
    const head = headOf('a,b\n1,2,3\n4,5\n');
    assert.equal(head?.isEven, false);
    assert.deepEqual(head.samples, [['4', '5']]);
    assert.equal(headOf('a;b\n1;2,3\n4;5\n')?.isEven, true);
  });

  it('finds no table where rows have one cell', () => {
    assert.equal(headOf('a\n1\n'), undefined);
    assert.equal(headOf(''), undefined);
  });
});

describe('looksLikeTable', () => {
  it('takes names above numbers for a table', () => {
    assert.ok(isTable('ts,event,cpu\n1.5,kvm_exit,0\n'));
    assert.ok(isTable('when,what\n2026-11-22 09:15:02,exit\n'));
    assert.ok(isTable(',ts,rip\n0,1,0xffffffff81000000\n'), 'a corner without a name');
  });

  it('takes no recording in text for one, whatever commas it has', () => {
    const kernel = [
      ' CPU 0/KVM-231   [001]    28.157432: kvm_entry: vcpu 0, rip 0xffffffff81a00a33',
      ' CPU 1/KVM-232   [000]    28.157440: kvm_entry: vcpu 1, rip 0xffffffff81a00a34',
      ' CPU 0/KVM-231   [001]    28.157452: kvm_entry: vcpu 0, rip 0xffffffff81a00a35',
    ];
    assert.equal(isTable(kernel.join('\n')), false);
    const source = ['int main(int argc, char **argv)', 'foo(a, b)', 'bar(c, d)'];
    assert.equal(isTable(source.join('\n')), false);
  });

  it('takes no row of numbers for a header', () => {
    assert.equal(isTable('1,2,3\n4,5,6\n'), false);
    assert.equal(isTable('a,b\nc,d\n'), false);
    assert.equal(isTable('a,a\n1,2\n'), false, 'the same name twice');
  });
});
