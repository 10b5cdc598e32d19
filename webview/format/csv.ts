/** Rows as CSV (RFC 4180), with what a spreadsheet would take for a formula made harmless. */
export function csv(rows: readonly (readonly (string | number | undefined)[])[]): string {
  return rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(content: string | number | undefined): string {
  if (content === undefined) return '';
  if (typeof content === 'number') return content.toString();
  // A reason's name comes from the file: `=HYPERLINK(…)` must stay text in the reader's spreadsheet.
  const harmless = /^[=+\-@\t\r]/.test(content) ? `'${content}` : content;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
