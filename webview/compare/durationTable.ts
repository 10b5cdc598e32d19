import type { OverlaidDurations } from '../../src/protocol/comparePage';
import { binStartNs } from '../charts/logBins';
import { formatShare } from '../format/share';
import { formatDuration, type ClockUnit } from '../format/time';
import type { PartColumn } from '../panels/parts/partTable';

/** A bin that at least one of the runs has durations in. */
export interface DurationRow {
  readonly range: readonly [number, number];
  readonly a: number;
  readonly b: number;
}

export function durationRows({ first, a, b }: OverlaidDurations): readonly DurationRow[] {
  return [...a.shares].flatMap((ofA, index): DurationRow[] => {
    const ofB = b.shares[index] ?? 0;
    if (ofA === 0 && ofB === 0) return [];
    const bin = first + index;
    return [{ range: [binStartNs(bin), binStartNs(bin + 1)], a: ofA, b: ofB }];
  });
}

/** Two distributions as a table. */
export function durationColumns(unit: ClockUnit): readonly PartColumn<DurationRow>[] {
  const column = (
    id: string,
    title: string,
    meaning: string,
    text: (row: DurationRow) => string,
  ): PartColumn<DurationRow> => ({
    ...{ id, title, meaning, isNumeric: true },
    cell: (row) => ({ text: text(row) }),
  });
  return [
    column('from', 'From', 'From', ({ range }) => formatDuration(range[0], unit)),
    column('below', 'Below', 'Below', ({ range }) => formatDuration(range[1], unit)),
    column('a', 'A', 'Part of all durations of run A', ({ a }) => formatShare(a)),
    column('b', 'B', 'Part of all durations of run B', ({ b }) => formatShare(b)),
  ];
}
