import { Evidence } from '../../base/Evidence';
import type { Finding } from '../../protocol/Finding';
import type { Finder, FindingContext, FoundVcpu } from './Finder';
import { counted, percent, vcpuName } from './phrases';

/** Below 1 % of a host CPU a wait loop is no matter: a boot or a probe runs one, too. */
const LEAST_SHARE = 0.01;
/** From here on the CPU that is burned is worth a warning. */
const WARNING_SHARE = 0.05;
/** MWAITs run as NOP before a loop of them is told from a probe. */
const FEWEST_MWAITS = 100;

interface Loops {
  readonly longest: Evidence;
  ns: number;
  mwaits: number;
  periods: number;
}

/** A guest that waits by MONITOR and MWAIT, which KVM runs as NOPs: the wait burns its host CPU (S8). */
export function mwaitNop(context: FindingContext): Finder {
  const byBinding = new Map<number, Loops>();
  return {
    take({ strategy, binding, startNs, endNs, iterations }) {
      if (strategy !== 'mwait-nop' || endNs < 0) return;
      let loops = byBinding.get(binding);
      if (loops === undefined) {
        loops = { longest: new Evidence(), ns: 0, mwaits: 0, periods: 0 };
        byBinding.set(binding, loops);
      }
      loops.ns += endNs - startNs;
      loops.mwaits += iterations;
      loops.periods++;
      loops.longest.add(endNs - startNs, startNs);
    },
    found: () =>
      [...byBinding].flatMap(([binding, loops]) => {
        const vcpu = context.vcpuOf(binding);
        if (vcpu?.lane === undefined || loops.mwaits < FEWEST_MWAITS) return [];
        const displacedNs = Math.min(vcpu.lane.loopsDisplacedNs, loops.ns);
        const share = context.shareOf(loops.ns - displacedNs);
        if (share < LEAST_SHARE) return [];
        return [{ finding: finding(context, vcpu, loops, displacedNs, share), weight: share }];
      }),
  };
}

function finding(
  { words, shareOf }: FindingContext,
  { vm, vcpu, lane }: FoundVcpu,
  { longest, mwaits, periods, ns }: Loops,
  displacedNs: number,
  share: number,
): Finding {
  const exits = lane!.waitExits;
  const away =
    displacedNs < 0.01 * ns
      ? ''
      : ` Other threads had its host CPU for another ${percent(shareOf(displacedNs))} in which it waited as well.`;
  return {
    id: `mwait-nop:${vm}.${vcpu}`,
    severity: share >= WARNING_SHARE ? 'warning' : 'info',
    title: `${vcpuName(vm, vcpu)} burns ${percent(share)} of a host CPU waiting: KVM runs its MWAIT as a NOP`,
    text: `${counted(exits, 'exit')} for MONITOR and MWAIT (${words.rate(exits)}), ${counted(mwaits, 'MWAIT')} in ${counted(periods, 'wait')}. The guest idles, and its thread runs for ${percent(share)} of the trace instead of sleeping.${away}`,
    contradiction:
      'MWAIT exits after which the thread blocks (kvm_vcpu_wakeup, a switch-out in state S), or that end in #UD (kvm_inj_exception 6).',
    vcpus: [{ vm, vcpu }],
    evidenceNs: longest.times(),
    confidence: 'certain',
  };
}
