/** A table for a terminal: the first `leftColumns` columns flush left, numbers flush right. */
export function textTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  leftColumns: number,
): string {
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column < leftColumns ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  return [header, ...rows].map((row) => `${line(row)}\n`).join('');
}

/** Nanoseconds as seconds with all nine digits: nothing is rounded away. */
export function seconds(ns: number | bigint): string {
  const value = BigInt(ns);
  const billion = 1_000_000_000n;
  return `${value / billion}.${(value % billion).toString().padStart(9, '0')}`;
}
