/** How a table is laid out as text. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  /** Lines end in CR LF: what a row's last cell ends in is no part of it. */
  readonly hasReturns: boolean;
  /** `""` is an empty text, while an empty cell has no value: so in what `csvText` writes. */
  readonly hasEmptyTexts: boolean;
}

/** Stands for a cell that is an empty text. No character of `byteText` has this number. */
export const EMPTY_TEXT = '\u0100';

/** A row's cells as the dialect means them; `row`: the text they were taken out of. */
export function cellsOf(
  cells: readonly string[],
  row: string,
  dialect: CsvDialect,
): readonly string[] {
  const { delimiter, hasReturns, hasEmptyTexts } = dialect;
  if (hasEmptyTexts && row.includes('""')) return withEmptyTexts(cells, row, delimiter);
  const last = cells.at(-1);
  if (!hasReturns || last?.endsWith('\r') !== true) return cells;
  return [...cells.slice(0, -1), last.slice(0, -1)];
}

/** Goes over the quotes once more: the parser gives `""` and nothing as the same. */
function withEmptyTexts(cells: readonly string[], row: string, delimiter: string): string[] {
  const marked = [...cells];
  let at = 0;
  for (let column = 0; column < cells.length; column++) {
    const isQuoted = row[at] === '"';
    let end = at;
    while (isQuoted && row[end] === '"') end = row.indexOf('"', end + 1) + 1 || row.length;
    if (isQuoted && end === at + 2) marked[column] = EMPTY_TEXT;
    const next = row.indexOf(delimiter, end);
    at = next < 0 ? row.length : next + delimiter.length;
  }
  return marked;
}
