import type { StrategyRow } from '../../../src/protocol/idle';
import { element } from '../../dom/element';
import { formatCount } from '../../format/count';
import { formatShare } from '../../format/share';
import { exactDuration, formatDuration } from '../../format/time';
import type { IdleContext } from './IdleContext';
import { IdlePart } from './IdlePart';
import type { PartCell, PartColumn } from './partTable';
import { partMarkdown, partTable } from './partTable';

/** By which means each vCPU was idle. */
export class StrategiesPart {
  readonly root: HTMLElement;
  private readonly part: IdlePart;

  constructor(private readonly context: IdleContext) {
    this.part = new IdlePart({
      title: 'How vCPUs were idle',
      testId: 'idle-strategies',
      copied: context.copied,
    });
    this.root = this.part.root;
  }

  show(rows: readonly StrategyRow[]): void {
    if (rows.length === 0) {
      const none =
        'No idle periods: no vCPU of this selection halted or waited in a way that shows.';
      this.part.show({
        nodes: [element('p', { class: 'part-note' }, none)],
        markdown: `${none}\n`,
      });
      return;
    }
    const columns = this.columns();
    const label = 'Idle strategies';
    this.part.show({
      nodes: [partTable({ label, testId: 'strategies', columns, rows })],
      markdown: partMarkdown({ columns, rows }),
    });
  }

  private columns(): readonly PartColumn<StrategyRow>[] {
    const time = (
      id: string,
      title: string,
      meaning: string,
      of: (row: StrategyRow) => number | null,
    ): PartColumn<StrategyRow> => ({
      id,
      title,
      meaning,
      isNumeric: true,
      cell: (row) => this.timeCell(of(row)),
    });
    return [
      {
        id: 'vcpu',
        title: 'vCPU',
        meaning: 'VM and vCPU',
        isNumeric: false,
        cell: ({ vm, vcpu }) => ({ text: `VM ${vm} vCPU ${vcpu}` }),
      },
      {
        id: 'strategy',
        title: 'Strategy',
        meaning: 'By which means the guest was idle',
        isNumeric: false,
        cell: ({ strategy }) => ({ text: strategy }),
      },
      {
        id: 'confidence',
        title: 'Confidence',
        meaning: 'How sure the strategy of these periods is',
        isNumeric: false,
        cell: (row) => ({ text: confidenceText(row) }),
      },
      {
        id: 'periods',
        title: 'Periods',
        meaning: 'Idle periods; lists them',
        isNumeric: true,
        cell: (row) => ({
          text: formatCount(row.periods),
          opened: () => {
            this.context.periodsChosen({ vm: row.vm, vcpu: row.vcpu, strategy: row.strategy });
          },
        }),
      },
      time('total', 'Total', 'Their lengths added up', (row) => row.totalNs),
      {
        id: 'share',
        title: 'Share',
        meaning: 'Of the length of what is loaded',
        isNumeric: true,
        cell: ({ share }) => ({ text: formatShare(share) }),
      },
      time('p50', 'p50', 'Half of the periods took at most this long', (row) => row.p50Ns),
      time('p99', 'p99', '99 % of the periods took at most this long', (row) => row.p99Ns),
    ];
  }

  private timeCell(timeNs: number | null): PartCell {
    const unit = this.context.clockUnit();
    if (timeNs === null) return { text: '–', tooltip: 'The end of none of them is recorded' };
    return { text: formatDuration(timeNs, unit), tooltip: exactDuration(timeNs, unit) };
  }
}

/** One word where all are alike, else how many are how sure. */
function confidenceText({ periods, certain, strong, weak }: StrategyRow): string {
  const counts = { certain, strong, weak };
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return parts
    .map(([word, count]) => (count === periods ? word : `${formatCount(count)} ${word}`))
    .join(', ');
}
