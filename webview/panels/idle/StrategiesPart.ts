import type { StrategyRow } from '../../../src/protocol/idle';
import { formatCount } from '../../format/count';
import { formatShare } from '../../format/share';
import { exactDuration, formatDuration } from '../../format/time';
import type { ListedPeriods } from '../../state/viewState';
import type { IdleContext } from './IdleContext';
import { Part } from '../parts/Part';
import type { PartCell, PartColumn } from '../parts/partTable';
import { partMarkdown, partTable } from '../parts/partTable';
import { atLeast } from './selectionText';

/** By which means each vCPU was idle. */
export class StrategiesPart {
  readonly root: HTMLElement;
  private readonly part: Part;

  constructor(private readonly context: IdleContext) {
    this.part = new Part({
      title: 'How vCPUs were idle',
      testId: 'idle-strategies',
      copied: context.copied,
    });
    this.root = this.part.root;
  }

  show(rows: readonly StrategyRow[]): void {
    if (rows.length === 0) {
      this.part.showNote(
        'No idle periods: no vCPU of this selection halted or waited in a way that shows.',
      );
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
    const listed =
      ({ vm, vcpu, strategy }: StrategyRow, restriction: ListedPeriods = {}) =>
      () => {
        this.context.periodsChosen({ vm, vcpu, strategy, ...restriction });
      };
    const quantile = (
      id: string,
      title: string,
      meaning: string,
      of: (row: StrategyRow) => number | null,
    ): PartColumn<StrategyRow> => ({
      id,
      title,
      meaning: `${meaning}; lists those that took at least as long`,
      isNumeric: true,
      cell: (row) => {
        const timeNs = of(row);
        if (timeNs === null) return { text: '–', tooltip: 'The end of none of them is recorded' };
        return { ...this.time(timeNs), opened: listed(row, { lengthNs: atLeast(timeNs) }) };
      },
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
        cell: (row) => ({ text: formatCount(row.periods), opened: listed(row) }),
      },
      {
        id: 'total',
        title: 'Total',
        meaning: 'Their lengths added up',
        isNumeric: true,
        cell: (row) => ({ ...this.time(row.totalNs), opened: listed(row) }),
      },
      {
        id: 'share',
        title: 'Share',
        meaning: 'Of the length of what is loaded',
        isNumeric: true,
        cell: (row) => ({ text: formatShare(row.share), opened: listed(row) }),
      },
      quantile('p50', 'p50', 'Half of the periods took at most this long', (row) => row.p50Ns),
      quantile('p99', 'p99', '99 % of the periods took at most this long', (row) => row.p99Ns),
    ];
  }

  private time(timeNs: number): PartCell {
    const unit = this.context.clockUnit();
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
