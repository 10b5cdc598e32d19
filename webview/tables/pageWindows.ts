export const rowsPerPage = 200;

/** Rows beyond the visible ones that are fetched before they are scrolled to. */
const marginRows = 60;

/** Pages that hold visible rows, then those about to be scrolled to. */
export function pagesToShow(first: number, end: number, rowCount: number): readonly number[] {
  if (rowCount === 0 || end <= first) return [];
  const visible = pageRange(first, end - 1);
  const lastRow = rowCount - 1;
  const near = pageRange(Math.max(0, first - marginRows), Math.min(lastRow, end - 1 + marginRows));
  return [...visible, ...near.filter((page) => !visible.includes(page))];
}

function pageRange(firstRow: number, lastRow: number): readonly number[] {
  const pages: number[] = [];
  const last = Math.floor(lastRow / rowsPerPage);
  for (let page = Math.floor(firstRow / rowsPerPage); page <= last; page++) pages.push(page);
  return pages;
}

/**
 * What to ask for to show a page: its rows and the one before it, which its first row's distance
 * in time is measured from.
 */
export function rowsOfPage(page: number): { readonly start: number; readonly count: number } {
  if (page === 0) return { start: 0, count: rowsPerPage };
  return { start: page * rowsPerPage - 1, count: rowsPerPage + 1 };
}
