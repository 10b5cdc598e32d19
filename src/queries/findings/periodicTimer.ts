import { NS_PER_SECOND } from '../../base/nsPerSecond';
import { Durations, summarise } from '../../analyses/exits/Durations';
import { Evidence } from '../../base/Evidence';
import type { Finding } from '../../protocol/Finding';
import type { Finder, FindingContext, FoundVcpu } from './Finder';
import { counted, percent, vcpuName } from './phrases';

/** Fewer wakeups show no rhythm. */
const FEWEST_WAKES = 100;
/** A guest without ticks is woken by timers that something waits for; 90 leaves room below a tick of 100 Hz. */
const LEAST_PER_SECOND = 90;
/** A guest that idles less has something to do at its ticks. */
const LEAST_IDLE = 0.5;
/** Of the distances between wakeups, so many lie near the median before they are a rhythm. */
const LEAST_REGULAR = 0.6;
const NEAR = 0.1;

interface Wakes {
  readonly gapsNs: Durations;
  readonly first: Evidence;
  lastNs: number;
  idleNs: number;
}

/** A timer that goes off all the time in a guest that has nothing to do (users' question 15). */
export function periodicTimer(context: FindingContext): Finder {
  const byBinding = new Map<number, Wakes>();
  return {
    take({ binding, cause, startNs, endNs }) {
      if (endNs < 0) return;
      let wakes = byBinding.get(binding);
      if (wakes === undefined) {
        wakes = { gapsNs: new Durations(), first: new Evidence(), lastNs: -1, idleNs: 0 };
        byBinding.set(binding, wakes);
      }
      wakes.idleNs += endNs - startNs;
      if (cause !== 'timer') return;
      if (wakes.lastNs >= 0) wakes.gapsNs.push(endNs - wakes.lastNs);
      wakes.lastNs = endNs;
      wakes.first.add(0, endNs);
    },
    found: () =>
      [...byBinding].flatMap(([binding, wakes]) => {
        const vcpu = context.vcpuOf(binding);
        const found = vcpu === undefined ? undefined : judge(context, vcpu, wakes);
        return found === undefined ? [] : [{ finding: found, weight: wakes.gapsNs.count * 1e-6 }];
      }),
  };
}

function judge(
  { words, shareOf }: FindingContext,
  { vm, vcpu }: FoundVcpu,
  { gapsNs, first, idleNs }: Wakes,
): Finding | undefined {
  const wakes = gapsNs.count + 1;
  const idle = shareOf(idleNs);
  if (wakes < FEWEST_WAKES || idle < LEAST_IDLE) return undefined;
  if (words.perSecond(wakes) < LEAST_PER_SECOND) return undefined;
  const { p50Ns } = summarise([gapsNs])!;
  const near = gapsNs.countWithin((1 - NEAR) * p50Ns, (1 + NEAR) * p50Ns) / gapsNs.count;
  if (near < LEAST_REGULAR) return undefined;
  const rhythm =
    words.unit === 'ns' ? `${Math.round(NS_PER_SECOND / p50Ns)} Hz` : words.duration(p50Ns);
  return {
    id: `periodic-timer:${vm}.${vcpu}`,
    severity: 'info',
    title: `A periodic timer (${rhythm}) keeps ${vcpuName(vm, vcpu)} from idling for long`,
    text: `The vCPU is idle for ${percent(idle)} of the trace, and ${counted(wakes, 'wakeup')} (${words.rate(wakes)}) of it are its own timer's. ${percent(near)} of the distances between them lie within ${percent(NEAR)} of their median, ${words.duration(p50Ns)}: a tick, which a tickless idle loop would stop.`,
    contradiction:
      'Timer writes (kvm_msr 6e0, or 838) whose deadlines do not follow each other at that distance.',
    vcpus: [{ vm, vcpu }],
    evidenceNs: first.times(),
    confidence: 'strong',
  };
}
