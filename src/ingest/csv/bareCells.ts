/** Cells without blanks around them, which some tables have behind every comma. */
export function bareCells(cells: readonly string[]): readonly string[] {
  for (const cell of cells) {
    if (isBlank(cell.charCodeAt(0)) || isBlank(cell.charCodeAt(cell.length - 1))) {
      return cells.map((text) => text.trim());
    }
  }
  return cells;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
