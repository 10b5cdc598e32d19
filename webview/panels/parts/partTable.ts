import { element } from '../../dom/element';
import { markdownTable } from '../../format/markdown';
import { cellClass } from '../../tables/sortHead';

export interface PartCell {
  readonly text: string;
  /** What the text rounds or leaves out. */
  readonly tooltip?: string | undefined;
  /** Leads to what the cell counts; without it the cell is plain. */
  readonly opened?: (() => void) | undefined;
  /** Stands behind the text, and is in no copy. */
  readonly more?: readonly Node[] | undefined;
  /** Shown instead of the text, which then is for copies alone. */
  readonly picture?: Node | undefined;
}

export interface PartColumn<Row> {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  readonly isNumeric: boolean;
  readonly cell: (row: Row) => PartCell;
  /** Stands before the title, as in a legend. */
  readonly swatch?: () => Node;
}

export interface PartTable<Row> {
  readonly label: string;
  readonly testId: string;
  readonly columns: readonly PartColumn<Row>[];
  readonly rows: readonly Row[];
}

/** A table whose numbers are buttons that lead to what they count. */
export function partTable<Row>({ label, testId, columns, rows }: PartTable<Row>): HTMLElement {
  const heads = columns.map((column) =>
    element(
      'th',
      { scope: 'col', class: cellClass(column), title: column.meaning },
      ...(column.swatch === undefined ? [] : [column.swatch()]),
      column.title,
    ),
  );
  const body = rows.map((row) =>
    element(
      'tr',
      { 'data-testid': `${testId}-row` },
      ...columns.map((column) => tableCell(column, row)),
    ),
  );
  return element(
    'div',
    // A scroller must be reachable by keyboard: its numbers may be plain.
    { class: 'part-scroller', tabindex: '0', role: 'group', 'aria-label': `${label}, scrolls` },
    element(
      'table',
      { 'aria-label': label, 'data-testid': testId },
      element('thead', {}, element('tr', {}, ...heads)),
      element('tbody', {}, ...body),
    ),
  );
}

/** The same as text, for an issue or a mail. */
export function partMarkdown<Row>({
  columns,
  rows,
}: Pick<PartTable<Row>, 'columns' | 'rows'>): string {
  return markdownTable(
    columns,
    rows.map((row) => columns.map((column) => column.cell(row).text)),
  );
}

/** What a cell of a row shows, and where it leads. */
export function tableCell<Row>(column: PartColumn<Row>, row: Row): HTMLElement {
  const { text, tooltip, opened, more = [], picture } = column.cell(row);
  const content = picture ?? (opened === undefined ? text : linkButton(text, opened));
  return element(
    'td',
    { class: cellClass(column), 'data-column': column.id, title: tooltip },
    content,
    ...more,
  );
}

/** A text that leads somewhere. */
export function linkButton(text: string, pressed: () => void): HTMLElement {
  const button = element('button', { type: 'button', class: 'link' }, text);
  button.addEventListener('click', pressed);
  return button;
}
