import type { PageOverview, PageRow } from '../../../src/protocol/pages';
import { HeatMap, type HeatCell } from '../../charts/HeatMap';
import { mergedBins } from '../../charts/heatLevel';
import { element } from '../../dom/element';
import { counted, formatCount } from '../../format/count';
import { formatDuration, formatRange } from '../../format/time';
import { Part } from '../parts/Part';
import { linkButton, partMarkdown, partTable, type PartColumn } from '../parts/partTable';
import { binRange, type PagesContext } from './PagesContext';
import { hexText } from './pageTexts';

/** Rows of the picture: the pages that cost most. */
const MOST_ROWS = 32;
/** Columns of the table that stands for the picture. */
const TABLE_BINS = 12;

export interface MapPartOptions {
  readonly context: PagesContext;
  readonly isTableShown: boolean;
  readonly toggled: () => void;
  /** Bins from the first to the last one. */
  readonly cellPicked: (page: PageRow, first: number, last: number) => void;
}

/** Pages down, time across, faults as colour; or the same as a table. */
export class MapPart {
  readonly root: HTMLElement;
  private readonly part: Part;
  private readonly map: HeatMap;
  private isTableShown: boolean;
  private overview: PageOverview | undefined;
  private pages: readonly PageRow[] = [];

  constructor(private readonly options: MapPartOptions) {
    const { context } = options;
    this.isTableShown = options.isTableShown;
    this.part = new Part({
      title: 'Faults by page and time',
      testId: 'page-map',
      copied: context.copied,
    });
    this.root = this.part.root;
    this.map = new HeatMap({
      testId: 'heat-map',
      cellText: (cell) => this.cellText(cell),
      picked: ({ row, bin }) => {
        options.cellPicked(this.pages[row]!, bin, bin);
      },
    });
  }

  show(overview: PageOverview, pages: readonly PageRow[]): void {
    this.overview = overview;
    this.pages = pages.toSorted((a, b) => b.costNs - a.costNs).slice(0, MOST_ROWS);
    this.draw(pages.length);
  }

  private draw(pageCount: number): void {
    const { overview, pages } = this;
    if (overview === undefined) return;
    const columns = this.columns(overview);
    const shown =
      pages.length < pageCount
        ? `the ${pages.length} that cost most of ${counted(pageCount, 'page')}`
        : counted(pages.length, 'page');
    const toggle = linkButton(this.isTableShown ? 'Picture' : 'Table', () => {
      this.isTableShown = !this.isTableShown;
      this.options.toggled();
      this.draw(pageCount);
    });
    toggle.dataset['testid'] = 'map-toggle';
    const table = { label: 'Faults by page and time', testId: 'map', columns, rows: pages };
    this.part.show({
      nodes: [this.isTableShown ? partTable(table) : this.map.root],
      controls: [element('span', { class: 'status' }, shown), toggle],
      markdown: partMarkdown(table),
    });
    const { fromNs, binNs, bins } = overview;
    this.map.show({
      rows: pages.map(({ gpa, overTime }) => ({ label: hexText(gpa), counts: overTime })),
      fromNs,
      binNs,
      bins,
      clockUnit: this.options.context.clockUnit(),
      summary: `Faults by page and time: ${shown}. Arrow keys move from cell to cell, Enter shows one. The same numbers are in the table.`,
    });
  }

  private cellText({ row, bin }: HeatCell): string {
    const page = this.pages[row];
    if (page === undefined || this.overview === undefined) return '';
    const range = formatRange(...binRange(this.overview, bin), this.options.context.clockUnit());
    return `VM ${page.vm}, ${hexText(page.gpa)}, ${range}: ${counted(page.overTime[bin]!, 'fault')}`;
  }

  private columns(overview: PageOverview): readonly PartColumn<PageRow>[] {
    const { context, cellPicked } = this.options;
    const tableBins = Math.min(TABLE_BINS, overview.bins);
    const slices = Array.from({ length: tableBins }, (_, slice): PartColumn<PageRow> => {
      const first = Math.ceil((slice * overview.bins) / tableBins);
      const last = Math.ceil(((slice + 1) * overview.bins) / tableBins) - 1;
      const [fromNs, belowNs] = binRange(overview, first, last);
      return {
        id: `slice-${slice}`,
        title: `from ${formatDuration(fromNs, context.clockUnit())}`,
        meaning: `Faults in ${formatRange(fromNs, belowNs, context.clockUnit())}; shows them`,
        isNumeric: true,
        cell: (page) => {
          const count = mergedBins(page.overTime, tableBins)[slice]!;
          if (count === 0) return { text: '' };
          return {
            text: formatCount(count),
            opened: () => {
              cellPicked(page, first, last);
            },
          };
        },
      };
    });
    return [
      {
        id: 'page',
        title: 'Page',
        meaning: 'Guest-physical address; shows its details',
        isNumeric: false,
        cell: ({ vm, gpa }) => ({
          text: hexText(gpa),
          tooltip: `VM ${vm}`,
          opened: () => {
            context.pageChosen({ vm, gpa });
          },
        }),
      },
      ...slices,
    ];
  }
}
