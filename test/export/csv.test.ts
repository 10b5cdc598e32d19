import assert from 'node:assert/strict';
import fc from 'fast-check';
import Papa from 'papaparse';
import { csvHeader, csvRows } from '../../src/export/csv';

/** Without papaparse's guesses about what separates cells. */
const parse = (text: string): string[][] =>
  Papa.parse<string[]>(text.slice(0, -1), { delimiter: ',', newline: '\n' }).data;

describe('csvRows', () => {
  it('writes a line a record, in the order of the columns', () => {
    const records = [
      { event: 'kvm_exit', cpu: 1, vcpu: null },
      { event: 'kvm_entry', rip: '0x10' },
    ];
    assert.equal(csvHeader(['cpu', 'event', 'vcpu', 'rip']), 'cpu,event,vcpu,rip\n');
    assert.equal(
      csvRows(records, ['cpu', 'event', 'vcpu', 'rip']),
      '1,kvm_exit,,\n,kvm_entry,,0x10\n',
    );
  });

  it('writes the elements of an array into one cell', () => {
    assert.equal(csvRows([{ insn: [15, 1, 249] }], ['insn']), '15 1 249\n');
  });

  it('leaves negative numbers as they are', () => {
    assert.equal(csvRows([{ errno: -4 }], ['errno']), '-4\n');
  });

  for (const name of ['=cmd|calc', '+1+1', '-1+1', '@SUM(A1)', '\tx', '\rx']) {
    it(`does not let a spreadsheet run a thread’s name: ${JSON.stringify(name)}`, () => {
      const [[cell]] = parse(csvRows([{ comm: name }], ['comm'])) as [[string]];
      assert.equal(cell, `'${name}`);
    });
  }

  it('keeps commas, quotes and newlines within their cell', () => {
    const comm = 'a "b", c\nd\r\ne';
    assert.deepEqual(parse(csvRows([{ comm, cpu: 1 }], ['comm', 'cpu'])), [[comm, '1']]);
  });

  it('gives every text back, but for the quote before a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), (texts) => {
        const columns = texts.map((_, index) => `c${index}`);
        const record = Object.fromEntries(texts.map((text, index) => [`c${index}`, text]));
        const [cells] = parse(csvRows([record], columns));
        const bare = cells!.map((cell, index) => (cell === texts[index] ? cell : cell.slice(1)));
        assert.deepEqual(bare, texts);
      }),
    );
  });
});
