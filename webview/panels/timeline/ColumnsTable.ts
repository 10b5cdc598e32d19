import type { LaneKind, TimelineLane, TimelineOverview } from '../../../src/protocol/timeline';
import { element } from '../../dom/element';
import { formatCount } from '../../format/count';
import { formatShare } from '../../format/share';
import { formatDuration, type ClockUnit } from '../../format/time';
import type { Palette } from '../../timeline/Palette';
import { viewTotals, type ViewTotals } from '../../timeline/viewTotals';
import type { LaneAnswer } from '../../timeline/TimelinePicture';
import type { Viewport } from '../../timeline/viewport';
import { partTable, type PartColumn } from '../parts/partTable';

export interface TabledLane {
  readonly lane: TimelineLane;
  /** undefined: its columns have not come. */
  readonly answer: LaneAnswer | undefined;
}

export interface TabledView {
  readonly viewport: Viewport;
  readonly lanes: readonly TabledLane[];
  readonly categories: TimelineOverview['categories'];
  readonly palette: Palette;
  readonly clockUnit: ClockUnit;
}

interface TableRow {
  readonly label: string;
  readonly totals: ViewTotals;
}

const captions: readonly (readonly [LaneKind, string])[] = [
  ['state', 'States: share of the time in view'],
  ['strategy', 'Idle: share of the time in view'],
  ['cpu', 'Host CPUs: share of the time in view'],
  ['wakes', 'Wakeups in view'],
  ['exits', 'Exits in view'],
  ['page', 'Faults in view'],
  ['window', 'Poll window in view'],
];

/** The lanes in sight as numbers, from the same columns as the picture. */
export class ColumnsTable {
  readonly root = element('div', { class: 'timeline-table', 'data-testid': 'timeline-table' });

  show(view: TabledView): void {
    const tables = captions.flatMap(([kind, caption]) => {
      const rows = view.lanes.flatMap(({ lane, answer }): TableRow[] =>
        lane.kind !== kind || answer === undefined
          ? []
          : [{ label: lane.label, totals: viewTotals(view.viewport, answer) }],
      );
      return rows.length === 0 ? [] : [this.table(kind, caption, rows, view)];
    });
    this.root.replaceChildren(
      ...(tables.length > 0 ? tables : [element('p', { class: 'empty' }, 'No lane is in sight.')]),
    );
  }

  private table(
    kind: LaneKind,
    caption: string,
    rows: readonly TableRow[],
    view: TabledView,
  ): HTMLElement {
    const lane: PartColumn<TableRow> = {
      id: 'lane',
      title: 'Lane',
      meaning: 'What the row is about',
      isNumeric: false,
      cell: ({ label }) => ({ text: label }),
    };
    const columns =
      kind === 'window' ? levelColumns(view.clockUnit) : amountColumns(kind, rows, view);
    return element(
      'section',
      {},
      element('h3', {}, caption),
      partTable({
        label: caption,
        testId: `timeline-table-${kind}`,
        columns: [lane, ...columns],
        rows,
      }),
    );
  }
}

/** Those categories that some lane in sight has. */
function amountColumns(
  kind: LaneKind,
  rows: readonly TableRow[],
  { categories, palette }: TabledView,
): readonly PartColumn<TableRow>[] {
  const present = new Set(
    rows.flatMap(({ totals }) => (totals.form === 'level' ? [] : [...totals.byCategory.keys()])),
  );
  return [...present]
    .toSorted((left, right) => left - right)
    .map((category) => {
      const word = categories[kind][category] ?? '';
      const { title } = palette.look(kind, word);
      return {
        id: word,
        title: title.replace(/^Exits: /, ''),
        meaning: title,
        isNumeric: true,
        cell: ({ totals }) => ({ text: amountText(totals, category) }),
      };
    });
}

function amountText(totals: ViewTotals, category: number): string {
  if (totals.form === 'level') return '';
  const amount = totals.byCategory.get(category) ?? 0;
  return totals.form === 'shares' ? formatShare(amount) : formatCount(amount);
}

function levelColumns(clockUnit: ClockUnit): readonly PartColumn<TableRow>[] {
  const level = (id: 'lowNs' | 'highNs', title: string): PartColumn<TableRow> => ({
    id,
    title,
    meaning: `${title} value in view`,
    isNumeric: true,
    cell: ({ totals }) => {
      const ns = totals.form === 'level' ? totals[id] : undefined;
      return { text: ns === undefined ? 'not known' : formatDuration(Math.round(ns), clockUnit) };
    },
  });
  return [level('lowNs', 'Smallest'), level('highNs', 'Largest')];
}
