import type { TableHead } from './TableHead';

/** Whole and broken numbers, hex, and dates. */
const NUMBER =
  /^[+-]?(\d+([.,]\d*)?([eE][+-]?\d+)?|0[xX][\da-fA-F]+)$|^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/;

/**
 * Whether rows are a table with a header, and no other text whose lines happen to hold as many commas:
 * names, each once, above rows of one width with at least one column of numbers.
 */
export function looksLikeTable({ columns, isEven, samples }: TableHead): boolean {
  const names = columns.filter((name) => name !== '');
  const areNames = new Set(names).size === names.length && !names.some(isNumber);
  // Some programs leave the corner above a column of row numbers empty.
  const hasNames = areNames && names.length >= columns.length - 1;
  return isEven && hasNames && columns.some((_, column) => isNumeric(samples, column));
}

/** A column of a table's first rows that holds numbers or dates, and nothing else. */
export function isNumeric(samples: TableHead['samples'], column: number): boolean {
  const cells = samples.map((row) => row[column]!.trim()).filter((cell) => cell !== '');
  return cells.length > 0 && cells.every(isNumber);
}

function isNumber(cell: string): boolean {
  return NUMBER.test(cell);
}
