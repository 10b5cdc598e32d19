import assert from 'node:assert/strict';
import Papa from 'papaparse';
import { csvHeader, csvRows } from '../../src/export/csv';

describe('csv', () => {
  it('keeps commas, quotes and line ends inside their cells', () => {
    const comm = 'a,"b"\nc';
    const text = csvHeader(['comm', 'tid']) + csvRows([{ comm, tid: 7 }], ['comm', 'tid']);
    const { data } = Papa.parse<Record<string, string>>(text, {
      header: true,
      skipEmptyLines: true,
    });
    assert.deepEqual(data, [{ comm, tid: '7' }]);
  });

  it('defuses thread names that a spreadsheet would run as formulas', () => {
    for (const comm of ['=HYPERLINK("x")', '+1', '-1', '@SUM(1)', '\tx', '\rx']) {
      const cell = Papa.parse<string[]>(csvRows([{ comm }], ['comm'])).data[0]![0]!;
      assert.equal(cell, `'${comm}`);
    }
  });

  it('leaves negative numbers numbers', () => {
    assert.equal(csvRows([{ errno: -4 }], ['errno']), '-4\n');
  });

  it('has an empty cell for what the recording does not hold', () => {
    assert.equal(csvRows([{ vcpu: null, tid: 1 }], ['vcpu', 'tid', 'reason']), ',1,\n');
  });

  it('writes the elements of an array into one cell', () => {
    assert.equal(csvRows([{ insn: [0xf4, 0x90] }], ['insn']), '244 144\n');
  });
});
