import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvText } from '../../../src/base/csvText';
import type { CsvDialect } from '../../../src/formats/csv/CsvDialect';
import { EMPTY_TEXT } from '../../../src/formats/csv/CsvDialect';
import { CsvRowFinder } from '../../../src/formats/csv/CsvRowFinder';
import { CsvRows } from '../../../src/formats/csv/CsvRows';
import type { CsvDamage } from '../../../src/formats/csv/CsvRows';
import { memorySource } from '../../../src/formats/memorySource';

const plain: CsvDialect = {
  delimiter: ',',
  newline: '\n',
  hasReturns: false,
  hasEmptyTexts: false,
};

interface ReadRow {
  readonly cells: readonly string[];
  readonly position: number;
  readonly line: number;
}

function readAll(text: string, dialect = plain) {
  const source = memorySource('made.csv', new TextEncoder().encode(text));
  const damage: CsvDamage[] = [];
  const rows: ReadRow[] = [];
  const onDamage = (found: CsvDamage): number => damage.push(found);
  const reader = new CsvRows({ source, dialect, start: 0, firstLine: 1, onDamage });
  let steps = 0;
  while (reader.next((cells, position, line) => rows.push({ cells, position, line }))) steps++;
  return { rows, damage, steps, doneBytes: reader.doneBytes, source };
}

const cellsOf = (rows: readonly ReadRow[]) => rows.map(({ cells }) => cells);

/** Longer than what is read at once. */
const filler = (rows: number): string => '1,some cell that fills a row\n'.repeat(rows);

describe('CsvRows', () => {
  it('gives the rows with the byte and the line where they start, over many reads', () => {
    const text = `${filler(20_000)}2,"two\nlines"\n\n3,last`;
    const { rows, steps, doneBytes } = readAll(text);
    assert.ok(steps > 1);
    assert.equal(rows.length, 20_002);
    assert.equal(doneBytes, text.length);
    const [broken, last] = rows.slice(-2);
    const at = text.indexOf('2,"two');
    assert.deepEqual(broken, { cells: ['2', 'two\nlines'], position: at, line: 20_001 });
    assert.deepEqual(last, {
      cells: ['3', 'last'],
      position: text.indexOf('3,last'),
      line: 20_004,
    });
  });

  it('gives back whatever was written, wherever a read ends', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', ' ') });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 })),
        fc.nat(400),
        (rows, lead) => {
          // Moves the rows about the end of what is read at once.
          const before = `${'x'.repeat(262_000 + lead)},,\n`;
          const { rows: read, source } = readAll(before + (rows.length === 0 ? '' : csvText(rows)));
          const bytes = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));
          const guard = (text: string) => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);
          assert.deepEqual(
            cellsOf(read.slice(1)),
            rows.map((row) => row.map((text) => bytes(guard(text)))),
          );
          const finder = new CsvRowFinder(source, plain);
          for (const { cells, position } of read.slice(-3)) {
            assert.deepEqual(finder.cellsOf(finder.at(position)!), cells);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('cuts off the CR of CR LF, behind quotes, too', () => {
    const { rows } = readAll('1,2\r\n3,"4"\r\n\r\n5,6', { ...plain, hasReturns: true });
    assert.deepEqual(cellsOf(rows), [
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('tells an empty text from no value where the table does', () => {
    const text = '"",,"a"",""b",""\n,"",x,\n';
    const { rows } = readAll(text, { ...plain, hasEmptyTexts: true });
    assert.deepEqual(cellsOf(rows), [
      [EMPTY_TEXT, '', 'a","b', EMPTY_TEXT],
      ['', EMPTY_TEXT, 'x', ''],
    ]);
    assert.deepEqual(readAll(text).rows[1]!.cells, ['', '', 'x', '']);
  });

  it('takes a quote that nobody closes for a character, and says where', () => {
    const { rows, damage } = readAll('1,2\n3,"4\n5,6\n');
    assert.deepEqual(cellsOf(rows), [
      ['1', '2'],
      ['3', '"4'],
      ['5', '6'],
    ]);
    assert.deepEqual(damage, [{ kind: 'open-quote', position: 4, line: 2 }]);
  });

  it('goes on line by line behind a quote that is not closed within a megabyte', () => {
    const rest = filler(60_000);
    const { rows, damage } = readAll(`1,"open\n${rest}2,"closed"\n`);
    assert.equal(rows.length, 60_002);
    assert.deepEqual(rows[0]!.cells, ['1', '"open']);
    assert.equal(damage[0]!.kind, 'open-quote');
    assert.equal(rows.at(-1)!.line, 60_002);
  });

  it('leaves out a line that is longer than any row, and reads on behind it', () => {
    const { rows, damage } = readAll(`1,2\n${'x'.repeat(3 << 20)}\n3,4\n`);
    assert.deepEqual(cellsOf(rows), [
      ['1', '2'],
      ['3', '4'],
    ]);
    assert.deepEqual(damage, [{ kind: 'long-row', position: 4, line: 2 }]);
    assert.equal(rows[1]!.line, 3);
  });

  it('reads lines that end in CR alone', () => {
    const { rows } = readAll('1,2\r3,4\r', { ...plain, newline: '\r' });
    assert.deepEqual(cellsOf(rows), [
      ['1', '2'],
      ['3', '4'],
    ]);
  });
});

describe('CsvRowFinder', () => {
  const text = `${filler(30_000)}2,"two\nlines"\n3,last`;
  const source = memorySource('made.csv', new TextEncoder().encode(text));

  it('finds rows in any order, a broken one whole', () => {
    const finder = new CsvRowFinder(source, plain);
    const find = (position: number) => finder.cellsOf(finder.at(position)!);
    assert.deepEqual(find(text.indexOf('3,last')), ['3', 'last']);
    assert.deepEqual(find(0), ['1', 'some cell that fills a row']);
    assert.deepEqual(find(text.indexOf('2,"two')), ['2', 'two\nlines']);
  });

  it('has the bytes of the row and its end of line', () => {
    const bytes = new CsvRowFinder(source, plain).at(text.indexOf('2,"two'))!;
    assert.equal(new TextDecoder().decode(bytes), '2,"two\nlines"\n');
  });

  it('takes a row apart that it has not found last', () => {
    const finder = new CsvRowFinder(source, plain);
    const first = finder.at(0)!.slice();
    finder.at(text.indexOf('3,last'));
    assert.deepEqual(finder.cellsOf(first), ['1', 'some cell that fills a row']);
  });

  it('finds a row that is longer than what it looks at first', () => {
    const long = `1,"${'x'.repeat(500_000)}"\n2,3\n`;
    const finder = new CsvRowFinder(memorySource('long', new TextEncoder().encode(long)), plain);
    assert.equal(finder.at(0)!.length, 500_005);
  });

  it('finds nothing behind the end', () => {
    assert.equal(new CsvRowFinder(source, plain).at(text.length), undefined);
  });
});
