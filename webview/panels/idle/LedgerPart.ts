import type { IdleOverview, VcpuIdle } from '../../../src/protocol/idle';
import { element } from '../../dom/element';
import { counted } from '../../format/count';
import { formatShare } from '../../format/share';
import { exactDuration, formatDuration } from '../../format/time';
import type { IdleContext } from './IdleContext';
import { Part, partNote } from '../parts/Part';
import type { PartCell, PartColumn } from '../parts/partTable';
import { partMarkdown, partTable } from '../parts/partTable';
import { missingOf, missingText } from './missingTexts';
import { eventsOfState } from './stateFilter';
import { stateBar } from './stateBar';
import { stateStyles, stateTitle } from './stateStyles';

/** Where each vCPU's time went: a bar that is the whole time, and its parts in numbers. */
export class LedgerPart {
  readonly root: HTMLElement;
  private readonly part: Part;

  constructor(private readonly context: IdleContext) {
    this.part = new Part({
      title: 'Where the time went',
      testId: 'idle-ledger',
      copied: context.copied,
    });
    this.root = this.part.root;
  }

  show(overview: IdleOverview, vcpus: readonly VcpuIdle[]): void {
    const columns = this.columns(overview);
    const table = { label: 'Time by state', testId: 'ledger', columns, rows: vcpus };
    const reasons = whyUnknown(overview, vcpus);
    this.part.show({
      nodes: [partTable(table), ...(reasons === '' ? [] : [partNote(reasons)])],
      markdown: `${partMarkdown({ columns: columns.filter(({ id }) => id !== 'bar'), rows: vcpus })}${reasons === '' ? '' : `\n${reasons}\n`}`,
    });
  }

  private columns({ states, durationNs }: IdleOverview): readonly PartColumn<VcpuIdle>[] {
    return [
      {
        id: 'who',
        title: 'vCPU',
        meaning: 'VM and vCPU, and the thread that runs it',
        isNumeric: false,
        cell: ({ vm, vcpu, tid }) => ({
          text: `VM ${vm} vCPU ${vcpu}`,
          tooltip: tid === null ? undefined : `Thread ${tid}`,
        }),
      },
      {
        id: 'bar',
        title: 'Share of the time',
        meaning: 'All states together are the whole length of what is loaded',
        isNumeric: false,
        cell: ({ statesNs }) => ({ text: '', picture: stateBar(states, statesNs) }),
      },
      ...states.map((state, index): PartColumn<VcpuIdle> => ({
        id: state,
        title: stateTitle(state),
        meaning: stateStyles[state]?.meaning ?? state,
        isNumeric: true,
        swatch: () => element('span', { class: `swatch state-${state}`, 'aria-hidden': 'true' }),
        cell: (vcpu) => this.cell(vcpu, state, vcpu.statesNs[index]!, durationNs),
      })),
    ];
  }

  private cell(vcpu: VcpuIdle, state: string, ns: number, durationNs: number): PartCell {
    const { clockUnit, filterChosen, periodsChosen } = this.context;
    if (ns === 0) return { text: '0 %' };
    const filter = eventsOfState(state, vcpu);
    const opened =
      filter === undefined
        ? () => {
            periodsChosen({ vm: vcpu.vm, vcpu: vcpu.vcpu });
          }
        : () => {
            filterChosen(filter);
          };
    return {
      text: formatShare(durationNs === 0 ? 0 : ns / durationNs),
      tooltip: `${formatDuration(ns, clockUnit())} (${exactDuration(ns, clockUnit())})`,
      opened,
    };
  }
}

/** '' when nothing is unknown. */
function whyUnknown(overview: IdleOverview, vcpus: readonly VcpuIdle[]): string {
  const at = overview.states.indexOf('unknown');
  if (!vcpus.some(({ statesNs }) => statesNs[at]! > 0)) return '';
  const reasons = missingOf(overview.missing, ['guest-time', 'sleep-time']).map(missingText);
  if (overview.lossCount > 0) {
    reasons.push(`events were lost in ${counted(overview.lossCount, 'stretch', 'stretches')}`);
  }
  const edges = 'before a vCPU’s first event and after its last one nothing is known';
  return `Unknown: ${[...reasons, edges].join('; ')}.`;
}
