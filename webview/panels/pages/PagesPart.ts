import type { PageOverview, PageRow } from '../../../src/protocol/pages';
import { createCheckbox } from '../../controls';
import { element } from '../../dom/element';
import { counted } from '../../format/count';
import type { PageRef, TableSort } from '../../state/viewState';
import { Part } from '../parts/Part';
import { partMarkdown } from '../parts/partTable';
import { HeatStrips } from './HeatStrips';
import { pageColumns, type PageColumn } from './pageColumns';
import { orderedPages, pageGroups, type PageGroup } from './pageGroups';
import type { PagesContext } from './PagesContext';
import { PagesTable } from './PagesTable';

export interface PagesPartOptions {
  readonly context: PagesContext;
  readonly isGrouped: boolean;
  readonly groupToggled: () => void;
  readonly cellPicked: (page: PageRow, bin: number) => void;
}

export interface ShownPages {
  readonly overview: PageOverview;
  readonly pages: readonly PageRow[];
  readonly sort: TableSort;
  readonly shown: PageRef | undefined;
}

/** The pages that faulted: those that are fought over, then the others. */
export class PagesPart {
  readonly root: HTMLElement;
  private readonly part: Part;
  private readonly table: PagesTable;
  private readonly strips: HeatStrips;
  private readonly grouped;
  private shown: ShownPages | undefined;

  constructor(private readonly options: PagesPartOptions) {
    const { context } = options;
    this.part = new Part({ title: 'Pages', testId: 'page-table', copied: context.copied });
    this.root = this.part.root;
    this.strips = new HeatStrips({ picked: options.cellPicked });
    this.table = new PagesTable({
      sorted: context.sorted,
      rebuilt: () => {
        this.strips.clear();
      },
    });
    this.grouped = createCheckbox({
      label: 'By regions of 2 MB',
      isChecked: options.isGrouped,
      testId: 'pages-grouped',
      changed: () => {
        options.groupToggled();
        if (this.shown !== undefined) this.show(this.shown);
      },
    });
  }

  show(shown: ShownPages): void {
    this.shown = shown;
    const { overview, pages, sort } = shown;
    if (pages.length === 0) {
      this.part.showNote('No page of this selection faulted.');
      return;
    }
    const { context } = this.options;
    const columns = pageColumns({ context, bins: overview, strips: this.strips });
    const keyOf = columns.find(({ id }) => id === sort.column)?.sortKey ?? (() => undefined);
    const ordered = orderedPages(pages, { keyOf, isDescending: sort.descending });
    const isGrouped = this.grouped.isChecked;
    this.table.show({
      columns,
      groups: isGrouped ? pageGroups(ordered) : [ungrouped(ordered)],
      isGrouped,
      sort,
      shown: shown.shown,
      clockUnit: context.clockUnit(),
    });
    this.part.show({
      nodes: [this.table.root],
      controls: [element('span', { class: 'status' }, statusText(pages)), this.grouped.root],
      markdown: asMarkdown(columns, ordered),
    });
  }

  mark(page: PageRef | undefined): void {
    this.table.mark(page);
  }
}

function ungrouped(pages: readonly PageRow[]): PageGroup {
  return { key: 'all', isContested: false, vm: 0, fromGpa: 0, belowGpa: 0, pages };
}

function statusText(pages: readonly PageRow[]): string {
  const contested = pages.filter(({ sharing }) => sharing !== null).length;
  return contested === 0
    ? `${counted(pages.length, 'page')}, none contested`
    : `${counted(contested, 'contested page')} of ${pages.length}`;
}

function asMarkdown(columns: readonly PageColumn[], rows: readonly PageRow[]): string {
  return partMarkdown({ columns: columns.filter(({ id }) => id !== 'strip'), rows });
}
