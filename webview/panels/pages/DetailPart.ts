import { capitalised } from '../../../src/base/capitalised';
import type { PageDetail, PageOverview, PageRow } from '../../../src/protocol/pages';
import { FaultsChart } from '../../charts/FaultsChart';
import { element } from '../../dom/element';
import { counted, formatCount } from '../../format/count';
import { formatDuration } from '../../format/time';
import { Part, partNote } from '../parts/Part';
import { partMarkdown, partTable } from '../parts/partTable';
import { LineGrid } from './LineGrid';
import { lineFacts, lineText } from './lineFacts';
import type { PagesContext } from './PagesContext';
import { actorText, hexText, sharingText } from './pageTexts';
import { ripColumns } from './ripColumns';
import { wakeColumns } from './wakeColumns';

export interface DetailPartOptions {
  readonly context: PagesContext;
  readonly cellPicked: (page: PageRow, bin: number) => void;
}

/** One page: its lines and who writes them, the code that does, and when. */
export class DetailPart {
  readonly root: HTMLElement;
  private readonly part: Part;
  private readonly grid: LineGrid;
  private readonly chart: FaultsChart;
  private shown: PageDetail | undefined;

  constructor(private readonly options: DetailPartOptions) {
    const { context } = options;
    this.part = new Part({ title: 'One page', testId: 'page-detail', copied: context.copied });
    this.root = this.part.root;
    this.grid = new LineGrid((line) => {
      if (this.shown !== undefined) context.pageChosen(this.shown.row, { line });
    });
    this.chart = new FaultsChart((bin) => {
      if (this.shown !== undefined) options.cellPicked(this.shown.row, bin);
    });
  }

  /** `detail` undefined: nothing is kept of the page. */
  show(overview: PageOverview, detail: PageDetail | undefined): void {
    this.shown = detail;
    if (detail === undefined) {
      this.part.showNote('No fault of this page is kept.');
      return;
    }
    const { context } = this.options;
    const { row } = detail;
    const lines = lineFacts(detail, overview.lineBytes);
    const facts = factsOf(row, context);
    const columns = ripColumns(context, row);
    this.grid.show(lines, overview.lineBytes);
    this.part.show({
      controls: [element('strong', { 'data-testid': 'page-shown' }, pageTitle(row))],
      nodes: [
        ...facts.map(partNote),
        element(
          'div',
          { class: 'page-detail' },
          box(`Lines of ${overview.lineBytes} bytes`, this.grid.root),
          box(
            'Code that faults',
            partTable({ label: 'Code that faults', testId: 'rips', columns, rows: detail.rips }),
          ),
          ...this.wakes(detail),
          box('Faults over time', this.chart.root),
        ),
      ],
      markdown: [
        `${pageTitle(row)}\n`,
        ...facts.map((fact) => `${fact}\n`),
        lines
          .filter(({ accesses }) => accesses.length > 0)
          .map((line) => `- ${lineText(line, overview.lineBytes)}\n`)
          .join(''),
        partMarkdown({ columns, rows: detail.rips }),
      ].join('\n'),
    });
    const { fromNs, binNs } = overview;
    this.chart.show({ fromNs, binNs, counts: row.overTime }, context.clockUnit());
  }

  private wakes({ wakes, wakeCount }: PageDetail): readonly HTMLElement[] {
    if (wakes.length === 0) return [];
    const columns = wakeColumns(this.options.context);
    const title =
      wakes.length === wakeCount
        ? 'Wakeups by its stores'
        : `First ${wakes.length} of ${counted(wakeCount, 'wakeup')} by its stores`;
    return [box(title, partTable({ label: title, testId: 'page-wakes', columns, rows: wakes }))];
  }
}

function box(title: string, content: HTMLElement): HTMLElement {
  return element('div', { class: 'detail-box' }, element('h4', {}, title), content);
}

function pageTitle({ vm, gpa }: PageRow): string {
  return `VM ${vm}, page ${hexText(gpa)}`;
}

function factsOf(row: PageRow, { clockUnit }: PagesContext): readonly string[] {
  const { sharing, causes, protectors, costNs, faults } = row;
  const told: string[] = [];
  if (sharing !== null) {
    const { trueFaults, falseFaults, wakeups, pingPongs, flushKicks, flushKickNs, why } = sharing;
    told.push(`${capitalised(sharingText(sharing))}: ${why.replace(/\.$/, '')}.`);
    const numbers = [
      `${formatCount(trueFaults)} woke a waiter${wakeups < trueFaults ? `, ${formatCount(wakeups)} of them out of an idle period that is known` : ''}`,
      `${formatCount(falseFaults)} woke nobody while somebody waited`,
      `${formatCount(pingPongs)} by another vCPU than the one before`,
    ];
    if (flushKicks > 0) {
      numbers.push(
        `protecting it forced ${counted(flushKicks, 'exit')} of other vCPUs, ${formatDuration(flushKickNs, clockUnit())}`,
      );
    }
    told.push(`Stores: ${numbers.join('; ')}.`);
  }
  const byCause = causes.map((of) => `${of.cause} ${formatCount(of.faults)}`).join(', ');
  told.push(
    `${counted(faults, 'fault')}, ${formatDuration(costNs, clockUnit())}, by cause: ${byCause}.`,
  );
  if (protectors.length > 0) {
    told.push(`Taken away by: ${protectors.map(actorText).join('; ')}.`);
  }
  return told;
}
