export interface MarkdownColumn {
  readonly title: string;
  readonly isNumeric: boolean;
}

/** A table as issue trackers render it; numbers are aligned right. */
export function markdownTable(
  columns: readonly MarkdownColumn[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [
    columns.map((column) => cell(column.title)),
    columns.map((column) => (column.isNumeric ? '---:' : '---')),
    ...rows.map((texts) => texts.map(cell)),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function cell(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
