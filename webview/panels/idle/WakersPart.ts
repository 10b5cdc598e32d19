import type { IdleOverview, ToldOfIdling, VcpuIdle, Waker } from '../../../src/protocol/idle';
import { counted, formatCount } from '../../format/count';
import type { ListedPeriods } from '../../state/viewState';
import { codeButton } from '../../code/codeButton';
import type { IdleContext } from './IdleContext';
import { Part, partNote } from '../parts/Part';
import type { PartColumn } from '../parts/partTable';
import { partMarkdown, partTable } from '../parts/partTable';
import { missingOf, missingText } from './missingTexts';
import { wakerText } from './wakerTexts';

/** More wakers are told by their number only: a host has thousands of threads. */
const MOST_ROWS = 40;

const TOLD_OF_WAKES: readonly ToldOfIdling[] = [
  'wakers',
  'causes',
  'cause-confirmation',
  'ipi-certainty',
  'device-certainty',
];

interface WakerRow {
  readonly waker: Waker;
  readonly total: number;
  /** By `vm/vcpu`. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Who or what woke whom: wakers down, vCPUs across. */
export class WakersPart {
  readonly root: HTMLElement;
  private readonly part: Part;

  constructor(private readonly context: IdleContext) {
    this.part = new Part({
      title: 'Who woke whom',
      testId: 'idle-wakers',
      copied: context.copied,
    });
    this.root = this.part.root;
  }

  show(overview: IdleOverview, vcpus: readonly VcpuIdle[]): void {
    const all = rowsOf(overview, vcpus);
    const rows = all.slice(0, MOST_ROWS);
    const columns = this.columns(vcpus);
    const notes = notesOf(overview, all);
    const markdown = partMarkdown({ columns, rows });
    this.part.show({
      nodes: [
        partTable({ label: 'Wakes by waker and vCPU', testId: 'wakers', columns, rows }),
        ...notes.map(partNote),
      ],
      markdown: [markdown, ...notes.map((note) => `${note}\n`)].join('\n'),
    });
  }

  private columns(vcpus: readonly VcpuIdle[]): readonly PartColumn<WakerRow>[] {
    const isOneVm = new Set(vcpus.map(({ vm }) => vm)).size === 1;
    return [
      {
        id: 'waker',
        title: 'Woken by',
        meaning: 'What ended the idle periods, and who sent it',
        isNumeric: false,
        cell: ({ waker }) => ({ text: wakerText(waker), more: this.codeOf(waker) }),
      },
      ...vcpus.map(({ vm, vcpu }): PartColumn<WakerRow> => ({
        id: `woken-${vm}-${vcpu}`,
        title: isOneVm ? `vCPU ${vcpu}` : `VM ${vm} vCPU ${vcpu}`,
        meaning: `Idle periods of VM ${vm}, vCPU ${vcpu} that this ended`,
        isNumeric: true,
        cell: ({ waker, counts }) =>
          this.count(counts.get(`${vm}/${vcpu}`) ?? 0, waker, { vm, vcpu }),
      })),
      {
        id: 'total',
        title: 'All',
        meaning: 'Idle periods that this ended',
        isNumeric: true,
        cell: ({ waker, total }) => this.count(total, waker, {}),
      },
    ];
  }

  /** A button that shows the code by which a vCPU sent its IPIs, or woke others. */
  private codeOf({ cause, vm, vcpu }: Waker): readonly Node[] {
    if (vm === null || vcpu === null) return [];
    const of = cause === 'ipi' ? 'ipis' : 'wakes';
    const what = of === 'ipis' ? 'sends IPIs' : 'wakes others';
    const label = `Guest code by which VM ${vm} vCPU ${vcpu} ${what}`;
    return [
      codeButton(label, () => {
        this.context.code.showHot({ of, vm, vcpu });
      }),
    ];
  }

  private count(
    count: number,
    { cause, vm, vcpu, tid }: Waker,
    woken: ListedPeriods,
  ): { readonly text: string; readonly opened?: () => void } {
    if (count === 0) return { text: '' };
    return {
      text: formatCount(count),
      opened: () => {
        // A vCPU's thread is told by the vCPU; that of another waker by itself.
        const source = vcpu === null ? { sourceVcpu: null, sourceTid: tid } : { sourceVcpu: vcpu };
        this.context.periodsChosen({ ...(vm === null ? {} : { vm }), ...woken, cause, ...source });
      },
    };
  }
}

function rowsOf({ wakers, wakes }: IdleOverview, vcpus: readonly VcpuIdle[]): readonly WakerRow[] {
  const shown = new Set(vcpus.map(({ vm, vcpu }) => `${vm}/${vcpu}`));
  const countsOf = wakers.map(() => new Map<string, number>());
  for (const { waker, vm, vcpu, count } of wakes) {
    const key = `${vm}/${vcpu}`;
    if (shown.has(key)) countsOf[waker]!.set(key, count);
  }
  return wakers
    .map((waker, index) => {
      const counts = countsOf[index]!;
      return { waker, counts, total: [...counts.values()].reduce((sum, count) => sum + count, 0) };
    })
    .filter(({ total }) => total > 0);
}

function notesOf({ missing }: IdleOverview, rows: readonly WakerRow[]): readonly string[] {
  const more = rows.slice(MOST_ROWS);
  const wakes = more.reduce((sum, { total }) => sum + total, 0);
  const left =
    more.length === 0
      ? []
      : [`${counted(more.length, 'waker')} more, of ${counted(wakes, 'wake')}.`];
  const causes = missingOf(missing, TOLD_OF_WAKES);
  if (causes.length === 0) return left;
  return [...left, `What is not known: ${causes.map(missingText).join('; ')}.`];
}
