import type { ExactIdle } from '../idle/idleShare';
import { idleShare } from '../idle/idleShare';
import type { PassThrough } from '../idle/passThrough';
import { ByVm } from './ByVm';
import type { Finder, FindingContext, FoundVcpu, WeighedFinding } from './Finder';
import { counted, grouped, listed, percent, vcpuName } from './phrases';

/** Fewer samples leave an interval too wide to be news. */
const FEWEST_SAMPLES = 30;
/** A guest that idles inside still halts now and then: for a lock, or when it stops a CPU. */
const MOST_EXITING = 0.01;

/** A vCPU that never leaves its guest to idle looks busy from the host; what it really does (S7, S9, S13). */
export function passedThrough(context: FindingContext): Finder {
  const idleNs = new ByVm(() => ({ ns: 0 }));
  return {
    take({ vm, strategy, startNs, endNs }) {
      if (strategy !== 'lock-halt' && endNs >= 0) idleNs.of(vm).ns += endNs - startNs;
    },
    // Of a VM some of whose vCPUs exit to idle the others would as well.
    found: () =>
      context.vcpus.flatMap((vcpu) =>
        context.shareOf(idleNs.of(vcpu.vm).ns) > MOST_EXITING ? [] : judge(context, vcpu),
      ),
  };
}

function judge(context: FindingContext, vcpu: FoundVcpu): readonly WeighedFinding[] {
  const { lane, binding, vm } = vcpu;
  if (lane?.hasEntered !== true) return [];
  const share = idleShare(context, binding, { vm, vcpu: vcpu.vcpu });
  if (share === undefined) return [];
  if (!share.exact && share.samples < FEWEST_SAMPLES) return [];
  return [
    {
      finding: {
        id: `passed-through:${vm}.${vcpu.vcpu}`,
        severity: 'info',
        title: share.exact
          ? `${vcpuName(vm, vcpu.vcpu)} looks busy from the host, and idles ${percent(share.share)} of its time`
          : `${vcpuName(vm, vcpu.vcpu)} hardly ever exits to idle, and is at one instruction for about ${percent(share.share)} of its time`,
        text: `Hardly any HLT or MWAIT of its VM leaves the guest, so that its host CPU is hardly ever given up: HLT or MWAIT passed through, or a guest that spins (idle=poll). ${share.exact ? exactText(share) : estimateText(share)}`,
        contradiction: share.exact
          ? 'cpu_idle events of the guest that are missing where it lost events.'
          : 'A disassembly at that address that shows neither the instruction after HLT or MWAIT nor an idle loop; a recording inside the guest (power:cpu_idle), opened with --guest, settles it.',
        vcpus: [{ vm, vcpu: vcpu.vcpu }],
        evidenceNs: lane.residence
          .most(3)
          .map(({ firstNs }) => firstNs)
          .sort((a, b) => a - b),
        confidence: share.exact ? 'certain' : 'weak',
      },
      weight: share.share * 0.01,
    },
  ];
}

function exactText({
  guest_periods: periods,
  share,
  samples,
  at_idle_rip: hits,
}: ExactIdle): string {
  const beside =
    samples === 0
      ? ''
      : ` The host's ticks alone found it at its idle instruction ${grouped(hits)} of ${grouped(samples)} times.`;
  return `Its own recording has ${counted(periods, 'idle period')}, ${percent(share)} of its time.${beside}`;
}

function estimateText(estimate: PassThrough): string {
  const { samples, at_idle_rip: hits, low, high, idle_rips: rips, weighed } = estimate;
  const basis = weighed
    ? 'with each tick weighed by the time since its latest interrupt, and whether or not those that brought it one count'
    : "were the ticks independent of what it does: they are not where its own timers are in step with the host's";
  return `${grouped(hits)} of ${counted(samples, 'host tick')} found it at guest RIP ${listed(rips)}, behind the HLT or MWAIT if that is where it waits: ${percent(low)} to ${percent(high)} of its time (95 %), ${basis}. What it does on the way into and out of idling is not counted, and a spin on one instruction looks the same.`;
}
