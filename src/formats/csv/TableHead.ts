import { CsvReader } from '../../base/csvText';
import { byteOrderMarkBytes } from '../byteOrderMark';
import { byteText, textOfPiece } from './byteText';
import type { CsvDialect } from './CsvDialect';
import { cellsOf } from './CsvDialect';

const DELIMITERS: readonly string[] = [',', ';', '\t', '|'];
/** Rows that are looked at to see whether a text is a table. */
const SAMPLE_ROWS = 20;

/** What the start of a table says of all of it. */
export interface TableHead {
  readonly dialect: CsvDialect;
  /** Names in the first row, without blanks around them. */
  readonly columns: readonly string[];
  /** Byte where the row behind the header starts. */
  readonly rowsAt: number;
  /** Lines that the header takes. */
  readonly headerLines: number;
  /** The first rows are as wide as the header. */
  readonly isEven: boolean;
  /** Those of the first rows that are. */
  readonly samples: readonly (readonly string[])[];
}

/**
 * Reads the header of a table out of the first bytes of a file: with the delimiter that gives rows of
 * one width, or else the widest header. undefined: no delimiter gives two columns.
 */
export function readTableHead(start: Uint8Array): TableHead | undefined {
  const markBytes = byteOrderMarkBytes(start);
  const text = byteText(start.subarray(markBytes));
  const heads = DELIMITERS.flatMap((delimiter) => headWith(delimiter, text, markBytes) ?? []);
  return heads.sort(
    (a, b) => Number(b.isEven) - Number(a.isEven) || b.columns.length - a.columns.length,
  )[0];
}

function headWith(delimiter: string, text: string, markBytes: number): TableHead | undefined {
  const lineEnd = text.indexOf('\n');
  const dialect: CsvDialect = {
    delimiter,
    newline: lineEnd < 0 && text.includes('\r') ? '\r' : '\n',
    hasReturns: lineEnd > 0 && text[lineEnd - 1] === '\r',
    hasEmptyTexts: false,
  };
  const rows: (readonly string[])[] = [];
  let rowsAt = 0;
  let headerLines = 1;
  const { newline } = dialect;
  // Of a short file the last line may end with the file.
  const whole = text.endsWith(newline) ? text : text + newline;
  new CsvReader({ delimiter, newline, hasQuotes: true }).read(whole, false, (cells, from, to) => {
    const row = text.slice(from, to);
    if (rows.length > SAMPLE_ROWS || (cells.length === 1 && row.trim() === '')) return;
    if (rows.length === 0) {
      rowsAt = markBytes + Math.min(to, text.length);
      headerLines = row.split(newline).length - 1 || 1;
    }
    rows.push(cellsOf(cells, row, dialect));
  });
  const [header, ...samples] = rows;
  if (header === undefined || header.length < 2) return undefined;
  const last = samples.at(-1);
  const isEven =
    samples.slice(0, -1).every((row) => row.length === header.length) &&
    // This one may have been cut by the end of what was read.
    (last === undefined || last.length <= header.length);
  return {
    dialect,
    columns: header.map((name) => textOfPiece(name).trim()),
    rowsAt,
    headerLines,
    isEven,
    samples: samples
      .filter((row) => row.length === header.length)
      .map((row) => row.map(textOfPiece)),
  };
}
