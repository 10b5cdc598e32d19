import type { PollWindows } from '../../charts/PollWindowChart';
import { formatDuration, formatInstant } from '../../format/time';
import type { IdleContext } from './IdleContext';
import type { PartColumn } from '../parts/partTable';

/** A poll window of a vCPU that differs from the one before it. */
export interface WindowRow {
  readonly timeNs: number;
  readonly who: string;
  readonly windowNs: number;
}

export function windowRows({ fromNs, binNs, windows }: PollWindows): readonly WindowRow[] {
  return windows.flatMap(({ vm, vcpu, largestNs }) => {
    const rows: WindowRow[] = [];
    largestNs.forEach((windowNs, bin) => {
      if (Number.isNaN(windowNs) || windowNs === rows.at(-1)?.windowNs) return;
      rows.push({ timeNs: fromNs + bin * binNs, who: `VM ${vm} vCPU ${vcpu}`, windowNs });
    });
    return rows;
  });
}

export function windowColumns({
  clockUnit,
  timePicked,
}: IdleContext): readonly PartColumn<WindowRow>[] {
  const unit = clockUnit();
  return [
    {
      id: 'from',
      title: 'From (s)',
      meaning: 'Shows the events from this time on',
      isNumeric: true,
      cell: ({ timeNs }) => ({
        text: formatInstant(timeNs, unit),
        opened: () => {
          timePicked(timeNs);
        },
      }),
    },
    {
      id: 'vcpu',
      title: 'vCPU',
      meaning: 'VM and vCPU',
      isNumeric: false,
      cell: ({ who }) => ({ text: who }),
    },
    {
      id: 'window',
      title: 'Window',
      meaning: 'How long the host polls before it lets the thread sleep',
      isNumeric: true,
      cell: ({ windowNs }) => ({ text: formatDuration(windowNs, unit) }),
    },
  ];
}
