import type { PageWake } from '../../../src/protocol/pages';
import { exactDuration, formatDuration, formatInstant } from '../../format/time';
import type { PartColumn } from '../parts/partTable';
import type { PagesContext } from './PagesContext';

/** Which stores into a page woke whom. */
export function wakeColumns(context: PagesContext): readonly PartColumn<PageWake>[] {
  const unit = context.clockUnit();
  return [
    {
      id: 'at',
      title: 'Woken (s)',
      meaning: 'When the store’s exit was; shows the events from this time on',
      isNumeric: true,
      cell: ({ atNs }) => ({
        text: formatInstant(atNs, unit),
        opened: () => {
          context.timePicked(atNs);
        },
      }),
    },
    {
      id: 'waiter',
      title: 'Waiter',
      meaning: 'vCPU that was woken',
      isNumeric: false,
      cell: ({ waiter }) => ({ text: `vCPU ${waiter}` }),
    },
    {
      id: 'writer',
      title: 'Writer',
      meaning: 'vCPU whose store woke it',
      isNumeric: false,
      cell: ({ writer }) => ({ text: `vCPU ${writer}` }),
    },
    {
      id: 'line',
      title: 'Line',
      meaning: 'Line of the page that was written',
      isNumeric: true,
      cell: ({ line }) => ({ text: line.toString() }),
    },
    {
      id: 'slept',
      title: 'Waited',
      meaning: 'From the begin of its idle period; shows the events from there on',
      isNumeric: true,
      cell: ({ atNs, startNs }) =>
        startNs === null
          ? { text: '–', tooltip: 'The vCPU was not seen to be idle' }
          : {
              text: formatDuration(atNs - startNs, unit),
              tooltip: exactDuration(atNs - startNs, unit),
              opened: () => {
                context.timePicked(startNs);
              },
            },
    },
  ];
}
