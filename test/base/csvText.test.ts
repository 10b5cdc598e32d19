import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CsvReader, csvText, withoutFormulaGuard } from '../../src/base/csvText';

const layout = { delimiter: ',', newline: '\n', hasQuotes: true } as const;

function rowsOf(text: string, isLast = true, reader = new CsvReader(layout)) {
  const rows: { cells: readonly string[]; start: number; end: number }[] = [];
  const end = reader.read(text, isLast, (cells, start, to) => {
    rows.push({ cells, start, end: to });
  });
  return { rows, end };
}

describe('csvText', () => {
  it('quotes what would break a cell', () => {
    assert.equal(csvText([['a,b', 'say "x"', 'two\nlines']]), '"a,b","say ""x""","two\nlines"\n');
  });

  it('leaves cells without a value empty, and quotes an empty text', () => {
    assert.equal(csvText([[1, undefined, null, 2.5, '']]), '1,,,2.5,""\n');
  });

  it('keeps names from a file from becoming formulas, and negative numbers numbers', () => {
    assert.equal(csvText([['=1+1', '+x', '@y', '-z', -1]]), `"'=1+1","'+x","'@y","'-z",-1\n`);
  });

  it('gives every text back, also one that looks guarded', () => {
    const guarded = fc.tuple(fc.stringMatching(/^'{0,3}[=+@\t\r-]/), fc.string());
    const text = fc.oneof(
      fc.string(),
      guarded.map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 })), (rows) => {
        const written = csvText(rows);
        const read = rowsOf(written).rows.map(({ cells }) => cells.map(withoutFormulaGuard));
        assert.deepEqual(rows.length === 0 ? [] : read, rows);
      }),
    );
  });
});

describe('CsvReader', () => {
  it('says where each row starts and ends, over line breaks in quotes and blank lines', () => {
    const { rows, end } = rowsOf('a,b\n"1\n2",3\n\n4,5');
    assert.deepEqual(rows, [
      { cells: ['a', 'b'], start: 0, end: 4 },
      { cells: ['1\n2', '3'], start: 4, end: 12 },
      { cells: [''], start: 12, end: 13 },
      { cells: ['4', '5'], start: 13, end: 16 },
    ]);
    assert.equal(end, 16);
  });

  it('leaves a row alone that the text does not end', () => {
    for (const text of ['a,b\n1,2', 'a,b\n1,"2', 'a,b\n1,"2"', 'a,"b"\n1']) {
      const { rows, end } = rowsOf(text, false);
      assert.equal(rows.length, 1, text);
      assert.equal(end, text.indexOf('\n') + 1);
    }
  });

  it('does not take all that follows a quote nobody closes for a cell', () => {
    const { rows, end } = rowsOf('a,b\n1,"2\n3,4\n');
    assert.deepEqual(
      rows.map(({ cells }) => cells),
      [['a', 'b']],
    );
    assert.equal(end, 4);
  });

  it('takes quotes for characters where it is told to', () => {
    const { rows } = rowsOf('1,"2\n3,4\n', true, new CsvReader({ ...layout, hasQuotes: false }));
    assert.deepEqual(
      rows.map(({ cells }) => cells),
      [
        ['1', '"2'],
        ['3', '4'],
      ],
    );
  });

  it('looks at nothing behind the first row where that is all that is wanted, again and again', () => {
    const reader = new CsvReader(layout, 'first row');
    for (const text of ['1,2\n3,4\n5,6\n', '"1",2\n"3",4\n']) {
      const { rows, end } = rowsOf(text, true, reader);
      assert.deepEqual(
        rows.map(({ cells }) => cells),
        [['1', '2']],
      );
      assert.equal(end, text.indexOf('\n') + 1);
    }
  });
});
