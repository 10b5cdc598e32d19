import type { ComparedPair, ComparedRow } from '../../src/protocol/comparePage';
import { createButton, createCheckbox, createTextField } from '../controls';
import { element } from '../dom/element';
import { counted } from '../format/count';
import { Part } from '../panels/parts/Part';
import { partMarkdown, partTable } from '../panels/parts/partTable';
import type { CompareContext } from './CompareContext';
import { differenceColumns } from './differenceColumns';
import { differencesCsv } from './differencesCsv';
import { stepThroughRows } from './stepThroughRows';
import { groupRows, shownRows, type RowGroup } from './shownRows';

/** Rows that are drawn at once; more on demand. */
const PAGE_ROWS = 200;

/** The table of differences: filtered, in kinds or in the order of importance. */
export class DifferencesPart {
  private readonly part: Part;
  private readonly controls: readonly Node[];
  private readonly count = element('span', { class: 'status', role: 'status' });
  private rows: readonly ComparedRow[] = [];
  private notCompared: ComparedPair['notCompared'] = [];
  private mostRows = PAGE_ROWS;

  constructor(private readonly context: CompareContext) {
    const { copied, state, change } = context;
    this.part = new Part({
      title: 'Differences',
      testId: 'differences',
      copied: (markdown) => {
        copied(markdown, 'Markdown');
      },
    });
    const changed = (what: Parameters<typeof change>[0]): void => {
      change(what);
      this.mostRows = PAGE_ROWS;
      this.draw();
    };
    const filter = createTextField({
      label: 'Filter rows',
      isLabelHidden: true,
      placeholder: 'Filter, for example hlt share',
      testId: 'differences-filter',
      edited: (text) => {
        changed({ filter: text });
      },
    });
    filter.setText(state().filter);
    this.controls = [
      filter.root,
      createCheckbox({
        label: 'Only differences',
        isChecked: state().isOnlyDifferences,
        testId: 'differences-only',
        changed: (isOnlyDifferences) => {
          changed({ isOnlyDifferences });
        },
      }).root,
      createCheckbox({
        label: 'Group by kind',
        isChecked: state().isGrouped,
        testId: 'differences-group',
        changed: (isGrouped) => {
          changed({ isGrouped });
        },
      }).root,
      this.count,
      createButton({
        label: 'Copy as CSV',
        testId: 'differences-csv',
        pressed: () => {
          copied(differencesCsv(shownRows(this.rows, state())), 'CSV');
        },
      }),
    ];
    stepThroughRows(this.part.root);
  }

  get root(): HTMLElement {
    return this.part.root;
  }

  show({ rows, notCompared }: ComparedPair): void {
    this.rows = rows;
    this.notCompared = notCompared;
    this.draw();
  }

  private draw(): void {
    const { controls, mostRows, rows } = this;
    const shown = shownRows(rows, this.context.state());
    this.count.textContent = `${counted(shown.length, 'row')} of ${rows.length}`;
    if (shown.length === 0) {
      this.part.showNote(this.emptyText(), controls);
      return;
    }
    const columns = differenceColumns({
      opened: ({ id }) => {
        this.context.exampleWanted(id);
      },
      codeWanted: ({ id }) => {
        this.context.codeWanted(id);
      },
    });
    const nodes = this.groups(shown.slice(0, mostRows)).flatMap(({ title, rows: group }) => {
      const label = title === '' ? 'Differences' : title;
      const table = partTable({ label, testId: 'differences-table', columns, rows: group });
      return title === '' ? [table] : [element('h4', {}, title), table];
    });
    const more = createButton({
      label: `Show ${PAGE_ROWS} more`,
      testId: 'differences-more',
      pressed: () => {
        this.mostRows += PAGE_ROWS;
        this.draw();
      },
    });
    this.part.show({
      nodes: [...nodes, ...(shown.length > mostRows ? [more] : []), ...this.leftOut()],
      controls,
      markdown: partMarkdown({ columns, rows: shown }),
    });
  }

  private groups(rows: readonly ComparedRow[]): readonly RowGroup[] {
    return this.context.state().isGrouped ? groupRows(rows) : [{ title: '', rows }];
  }

  private emptyText(): string {
    const { filter, isOnlyDifferences } = this.context.state();
    if (this.rows.length === 0) return 'No row can be compared.';
    if (filter.trim() !== '') return 'No row holds these words.';
    return isOnlyDifferences
      ? 'No difference is shown. Without “Only differences” the table has all rows that were looked at.'
      : 'There is no row.';
  }

  /** Rows with one reason are named together. */
  private leftOut(): readonly Node[] {
    if (this.notCompared.length === 0) return [];
    const byReason = new Map<string, string[]>();
    for (const { id, why } of this.notCompared) {
      byReason.set(why, [...(byReason.get(why) ?? []), id]);
    }
    const items = [...byReason].map(([why, ids]) =>
      element('li', { title: ids.join(', ') }, `${counted(ids.length, 'row')}: ${why}`),
    );
    return [
      element(
        'details',
        { class: 'compare-more', 'data-testid': 'not-compared' },
        element('summary', {}, `${counted(this.notCompared.length, 'row')} not compared`),
        element('ul', {}, ...items),
      ),
    ];
  }
}
