import type { PassThroughEstimate, VcpuIdle } from '../../../src/protocol/idle';
import { counted, formatCount } from '../../format/count';
import { formatShare } from '../../format/share';
import type { IdleContext } from './IdleContext';
import { Part, partNote } from '../parts/Part';
import type { PartColumn } from '../parts/partTable';
import { partMarkdown, partTable } from '../parts/partTable';

const BIAS =
  'The estimate counts host ticks that found the guest behind its idle instruction. Ticks that keep step with the guest’s own timers shift it, and a busy guest that loops in one place looks idle.';

/** What guests showed of themselves, and how idle those seem that wait without an exit. */
export class GuestsPart {
  readonly root: HTMLElement;
  private readonly part: Part;

  constructor(private readonly context: IdleContext) {
    this.part = new Part({
      title: 'What the guests showed',
      testId: 'idle-guests',
      copied: context.copied,
    });
    this.root = this.part.root;
  }

  show(vcpus: readonly VcpuIdle[]): void {
    const columns = this.columns();
    const hasEstimate = vcpus.some(({ passThrough }) => passThrough?.isExact === false);
    const table = { label: 'Facts of guests', testId: 'guests', columns, rows: vcpus };
    this.part.show({
      nodes: [partTable(table), ...(hasEstimate ? [partNote(BIAS)] : [])],
      markdown: `${partMarkdown(table)}${hasEstimate ? `\n${BIAS}\n` : ''}`,
    });
  }

  private columns(): readonly PartColumn<VcpuIdle>[] {
    const fact = (
      id: string,
      title: string,
      meaning: string,
      text: (vcpu: VcpuIdle) => string | undefined,
      filter: (own: string) => string,
      more?: (vcpu: VcpuIdle) => readonly Node[],
    ): PartColumn<VcpuIdle> => ({
      id,
      title,
      meaning,
      isNumeric: false,
      cell: (row) => {
        const shown = text(row);
        if (shown === undefined)
          return { text: 'not shown', tooltip: 'The trace does not show it' };
        return {
          text: shown,
          more: more?.(row),
          opened: () => {
            this.context.filterChosen(filter(`vm=${row.vm} vcpu=${row.vcpu}`));
          },
        };
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
      fact(
        'pass-through',
        'Idle inside the guest',
        'Share of host ticks that found the guest at its idle instruction, with its 95 % interval',
        ({ passThrough: estimate }) => (estimate === null ? undefined : shareText(estimate)),
        (own) => `event=kvm_exit class=irq-host ${own}`,
        ({ vm, passThrough }) =>
          (passThrough?.idleRips ?? []).flatMap((rip) => this.context.code.nodes({ vm, rip })),
      ),
      fact(
        'mwaits',
        'MWAITs',
        'MWAIT exits; those answered with an exception are counted apart',
        ({ guest: { mwaits, refusedMwaits } }) =>
          mwaits === 0
            ? undefined
            : `${formatCount(mwaits)}${refusedMwaits === 0 ? '' : `, ${formatCount(refusedMwaits)} refused`}`,
        (own) => `event=kvm_exit reason~mwait ${own}`,
      ),
      fact(
        'offers-mwait',
        'CPUID offers MWAIT',
        'CPUID leaf 1, as KVM answered it',
        ({ guest }) => yesOrNo(guest.offersMwait),
        (own) => `event=kvm_cpuid function=1 ${own}`,
      ),
      fact(
        'monitor-line',
        'Monitor line',
        'CPUID leaf 5: smallest and largest in bytes',
        ({ guest: { monitorLine } }) => monitorLine?.join(' to '),
        (own) => `event=kvm_cpuid function=5 ${own}`,
      ),
      fact(
        'x2apic',
        'x2APIC',
        'The guest used the APIC by MSRs',
        ({ guest }) => yesOrNo(guest.x2apic),
        (own) => `event=kvm_msr ecx>=0x800 ecx<=0x8ff ${own}`,
      ),
      fact(
        'tsc-deadline',
        'TSC deadline',
        'The guest used the TSC deadline timer',
        ({ guest }) => yesOrNo(guest.tscDeadline),
        (own) => `event=kvm_msr ecx=0x6e0 ${own}`,
      ),
      fact(
        'host-polls',
        'Lets the host poll',
        'By the guest’s MSR_KVM_POLL_CONTROL: a guest that polls itself turns the host’s polling off',
        ({ guest }) => yesOrNo(guest.hostPolls),
        (own) => `event=kvm_msr ecx=0x4b564d05 ${own}`,
      ),
      fact(
        'host-kernel',
        'Host kernel',
        'Whose rules, played again, make the recorded poll window of so many halts',
        kernelText,
        (own) => `event=kvm_halt_poll_ns ${own}`,
      ),
    ];
  }
}

function kernelText({ guest: { hostKernel, pollReplay } }: VcpuIdle): string | undefined {
  if (hostKernel === null || pollReplay === null) return undefined;
  return `${hostKernel} (${formatCount(pollReplay.reproduced)} of ${counted(pollReplay.halts, 'halt')})`;
}

function shareText(told: PassThroughEstimate): string {
  const { share, low, high, atIdleRip, samples, idleRips, isExact } = told;
  if (isExact) return `${formatShare(share)}, by the guest’s own recording`;
  const ticks = `${formatCount(atIdleRip)} of ${formatCount(samples)} ticks`;
  const where = idleRips.length === 0 ? '' : ` at ${idleRips.join(', ')}`;
  return `${formatShare(share)} (${formatShare(low)} to ${formatShare(high)}, ${ticks}${where})`;
}

function yesOrNo(fact: boolean | null): string | undefined {
  if (fact === null) return undefined;
  return fact ? 'yes' : 'no';
}
