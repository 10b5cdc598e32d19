import type { Finding } from '../../protocol/Finding';
import type { ReportSource } from '../idle/ReportSource';
import { Evidence } from './Evidence';
import type { Finder } from './Finder';
import { percent, rate, vcpuName } from './phrases';

/** Below 1 % of a host CPU a wait loop is no matter: a boot or a probe runs one, too. */
const LEAST_SHARE = 0.01;
/** MWAITs run as NOP before a loop of them is told from a probe. */
const FEWEST_ITERATIONS = 100;

interface Loops {
  readonly vm: number;
  readonly vcpu: number;
  readonly evidence: Evidence;
  ns: number;
  iterations: number;
  periods: number;
}

/** A guest that waits by MONITOR and MWAIT, which KVM runs as NOPs: the wait burns its host CPU (S8). */
export function mwaitNop({ durationNs }: ReportSource): Finder {
  const byBinding = new Map<number, Loops>();
  return {
    take({ strategy, binding, vm, vcpu, startNs, endNs, iterations }) {
      if (strategy !== 'mwait-nop' || endNs < 0) return;
      let loops = byBinding.get(binding);
      if (loops === undefined) {
        loops = { vm, vcpu, evidence: new Evidence(), ns: 0, iterations: 0, periods: 0 };
        byBinding.set(binding, loops);
      }
      loops.ns += endNs - startNs;
      loops.iterations += iterations;
      loops.periods++;
      loops.evidence.add(endNs - startNs, startNs);
    },
    found() {
      return [...byBinding.values()].flatMap((loops) => {
        const { vm, vcpu, ns, iterations, periods } = loops;
        const share = ns / durationNs;
        if (share < LEAST_SHARE || iterations < FEWEST_ITERATIONS) return [];
        const finding: Finding = {
          id: `mwait-nop:${vm}.${vcpu}`,
          severity: 'warning',
          title: `${vcpuName(vm, vcpu)} waits in an MWAIT loop that KVM runs as a NOP: ${percent(share)} of a host CPU burned`,
          text: `${iterations} MWAITs in ${periods} waits (${rate(iterations, durationNs)}, each an exit of its own beside its MONITOR's) keep a host CPU busy for ${percent(share)} of the time: the vCPU's thread never sleeps.`,
          contradiction:
            'MWAIT exits after which the thread blocks (kvm_vcpu_wakeup, or a switch-out in state S), or exits that end in #UD.',
          vcpus: [{ vm, vcpu }],
          evidenceNs: loops.evidence.times(),
          confidence: 'certain',
        };
        return [{ finding, weight: share }];
      });
    },
  };
}
