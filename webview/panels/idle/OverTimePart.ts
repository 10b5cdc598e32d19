import type { OverTime, VcpuOverTime } from '../../../src/protocol/idle';
import { formatShare } from '../../format/share';
import { formatInstant } from '../../format/time';
import type { IdleContext } from './IdleContext';
import { Part, partNote } from '../parts/Part';
import { idleStrip } from './idleStrip';
import type { PartCell, PartColumn } from '../parts/partTable';
import { partMarkdown, partTable } from '../parts/partTable';

const NOTE =
  'Full height is a vCPU that idles all of a slice; blank is before its first event and after its last. A click shows the events of that time.';

/** How idle each vCPU was over the time: phases of the guest's work. */
export class OverTimePart {
  readonly root: HTMLElement;
  private readonly part: Part;

  constructor(private readonly context: IdleContext) {
    this.part = new Part({
      title: 'How idle over the time',
      testId: 'idle-over-time',
      copied: context.copied,
    });
    this.root = this.part.root;
  }

  show({ fromNs, sliceNs }: OverTime, rows: readonly VcpuOverTime[]): void {
    const columns = this.columns((slice) => fromNs + slice * sliceNs);
    const table = { label: 'Idle share over the time', testId: 'over-time', columns, rows };
    const inText = columns.filter(({ id }) => id !== 'strip');
    this.part.show({
      nodes: [partTable(table), partNote(NOTE)],
      markdown: partMarkdown({ columns: inText, rows }),
    });
  }

  private columns(startNs: (slice: number) => number): readonly PartColumn<VcpuOverTime>[] {
    const unit = this.context.clockUnit();
    const extreme = (
      id: string,
      title: string,
      isBetter: (share: number, best: number) => boolean,
    ): PartColumn<VcpuOverTime> => ({
      id,
      title,
      meaning: 'That slice’s share and start; shows the events from there on',
      isNumeric: true,
      cell: ({ idle }): PartCell => {
        const slice = extremeSlice(idle, isBetter);
        if (slice < 0) return { text: '–', tooltip: 'Nothing tells' };
        const atNs = startNs(slice);
        return {
          text: `${formatShare(idle[slice]!)} at ${formatInstant(atNs, unit)} s`,
          opened: () => {
            this.context.timePicked(atNs);
          },
        };
      },
    });
    return [
      {
        id: 'who',
        title: 'vCPU',
        meaning: 'VM and vCPU',
        isNumeric: false,
        cell: ({ vm, vcpu }) => ({ text: `VM ${vm} vCPU ${vcpu}` }),
      },
      {
        id: 'strip',
        title: 'Idle share',
        meaning: 'Idle share of each slice of what is loaded, from its start to its end',
        isNumeric: false,
        cell: ({ idle }) => ({
          text: '',
          picture: idleStrip(idle, (slice) => {
            this.context.timePicked(startNs(slice));
          }),
        }),
      },
      {
        id: 'by',
        title: 'Told by',
        meaning: 'Its idle periods, or where the host’s ticks found a guest that idles inside',
        isNumeric: false,
        cell: ({ isByTicks }) => ({ text: isByTicks ? 'host ticks' : 'idle periods' }),
      },
      extreme('least', 'Least idle', (share, best) => share < best),
      extreme('most', 'Most idle', (share, best) => share > best),
    ];
  }
}

/** The first slice that no other one beats; -1: nothing is told of any. */
function extremeSlice(
  idle: Float64Array,
  isBetter: (share: number, best: number) => boolean,
): number {
  let found = -1;
  idle.forEach((share, slice) => {
    if (Number.isNaN(share)) return;
    if (found < 0 || isBetter(share, idle[found]!)) found = slice;
  });
  return found;
}
