import type { LogBins } from '../../../src/protocol/idle';
import { binStartNs } from '../../charts/logBins';
import { formatCount } from '../../format/count';
import { formatDuration, type ClockUnit } from '../../format/time';
import type { PartColumn } from '../parts/partTable';

/** One bin that is not empty. */
export interface BinRow {
  readonly range: readonly [number, number];
  readonly count: number;
}

export function binRows({ first, counts }: LogBins): readonly BinRow[] {
  return [...counts].flatMap((count, index): BinRow[] => {
    const bin = first + index;
    return count === 0 ? [] : [{ range: [binStartNs(bin), binStartNs(bin + 1)], count }];
  });
}

/** A histogram as a table. `listed`: the user wants to see what a bin counts. */
export function binColumns(
  unit: ClockUnit,
  listed: (range: BinRow['range']) => void,
): readonly PartColumn<BinRow>[] {
  const bound = (id: string, title: string, at: 0 | 1): PartColumn<BinRow> => ({
    id,
    title,
    meaning: title,
    isNumeric: true,
    cell: ({ range }) => ({ text: formatDuration(range[at], unit) }),
  });
  return [
    bound('from', 'From', 0),
    bound('below', 'Below', 1),
    {
      id: 'count',
      title: 'Periods',
      meaning: 'Lists them',
      isNumeric: true,
      cell: ({ range, count }) => ({
        text: formatCount(count),
        opened: () => {
          listed(range);
        },
      }),
    },
  ];
}
