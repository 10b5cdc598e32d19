import Papa from 'papaparse';

/** null and undefined: no value. */
export type CsvCell = string | number | null | undefined;

/** What a spreadsheet would run as a formula, guarded or not. */
const FORMULA = /^'*[=+\-@\t\r]/;

/**
 * Rows as CSV (RFC 4180, but LF). Text that a spreadsheet would run as a formula gets a quote in
 * front: names of threads and exit reasons come from whoever was traced. An empty text is `""`,
 * which tells it from no value.
 */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  const cells = rows.map((row) => [...row]);
  const quotes = (value: unknown): boolean => value === '';
  return `${Papa.unparse(cells, { newline: '\n', escapeFormulae: FORMULA, quotes })}\n`;
}

/** The text that `csvText` guarded with a quote, or the same text. */
export function withoutFormulaGuard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** How the text is laid out that a `CsvReader` takes apart. */
export interface CsvLayout {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  /** false: a quote is a character like any other. */
  readonly hasQuotes: boolean;
}

/** A row of a text: its cells, and the characters from its first one to the next row's. */
type RowTaker = (cells: readonly string[], start: number, end: number) => void;

/** Takes texts of one layout apart, again and again. */
export class CsvReader {
  private readonly parser: Papa.Parser;
  private take: RowTaker = () => undefined;
  private start = 0;
  private length = 0;

  /** `first row`: what stands behind it is not looked at. */
  constructor(
    { delimiter, newline, hasQuotes }: CsvLayout,
    rows: 'all rows' | 'first row' = 'all rows',
  ) {
    this.parser = new Papa.Parser({
      delimiter,
      newline,
      ...(!hasQuotes && { fastMode: true }),
      step: (row: Papa.ParseStepResult<readonly (readonly string[])[]>) => {
        this.takeRow(row);
      },
    });
    // From then on each run ends behind its first row.
    if (rows === 'first row') this.parser.abort();
  }

  /**
   * Gives the whole rows of a text, blank lines included, and returns where the last of them ends.
   * `isLast`: the end of the text ends a row, too. A last row whose quotes are never closed is not
   * given: it would be the rest of the text.
   */
  read(text: string, isLast: boolean, take: RowTaker): number {
    this.take = take;
    this.start = 0;
    this.length = text.length;
    this.parser.parse(text, 0, !isLast);
    return this.start;
  }

  private takeRow({
    data,
    errors,
    meta,
  }: Papa.ParseStepResult<readonly (readonly string[])[]>): void {
    if (this.start === this.length || errors.some(({ code }) => code === 'MissingQuotes')) return;
    this.take(data[0]!, this.start, meta.cursor);
    this.start = meta.cursor;
  }
}
