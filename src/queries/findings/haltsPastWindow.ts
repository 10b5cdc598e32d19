import { Evidence } from '../../base/Evidence';
import { addPeriod } from './addPeriod';
import { ByVm } from './ByVm';
import type { Finder, FindingContext } from './Finder';
import { counted, grouped, percent } from './phrases';
import { VcpuSums } from './VcpuSums';

/** Fewer halts say nothing of how a window is sized. */
const FEWEST_HALTS = 30;
/** Halts of all lengths have a few just above any window. */
const LEAST_SHARE = 0.2;

class Halts {
  readonly past = new VcpuSums();
  readonly earliest = new Evidence();
  halts = 0;
  longestWindowNs = 0;
}

/**
 * Halts that end just after the host gave up polling, between once and twice the longest window: the
 * poll is paid for and the sleep as well, and a window twice as long would have met them. A shorter
 * window grows by itself after such a halt, so it is not counted.
 */
export function haltsPastWindow({ words, vcpuOf }: FindingContext): Finder {
  const byVm = new ByVm(() => new Halts());
  return {
    take(period) {
      const { strategy, binding, vm, vcpu, endNs, pollNs, waitNs, windowNs } = period;
      const isHalt = strategy === 'hlt-poll-miss' || strategy === 'hlt-poll-hit';
      const mostNs = vcpuOf(binding)?.lane?.window.mostNs ?? 0;
      if (!isHalt || endNs < 0 || pollNs < 0 || windowNs <= 0 || windowNs < mostNs) return;
      const of = byVm.of(vm);
      const haltNs = pollNs + Math.max(0, waitNs);
      of.halts++;
      of.longestWindowNs = Math.max(of.longestWindowNs, windowNs);
      if (haltNs <= windowNs || haltNs > 2 * windowNs) return;
      of.past.add(vcpu, 1);
      addPeriod(of.earliest, 0, period);
    },
    found: () =>
      byVm.entries.flatMap(([vm, { past, earliest, halts, longestWindowNs }]) => {
        const share = past.total / halts;
        if (halts < FEWEST_HALTS || share < LEAST_SHARE) return [];
        return [
          {
            finding: {
              id: `halts-past-window:${vm}`,
              severity: 'info',
              title: `${percent(share)} of the halts of VM ${vm} end just past its poll window`,
              text: `Of ${counted(halts, 'halt')} at the longest window (${words.duration(longestWindowNs)}) ${grouped(past.total)} lasted between once and twice as long: the host polls to the end, and then sleeps and wakes as well. A window twice as long would have met them.`,
              contradiction:
                'Halt lengths (ns of kvm_vcpu_wakeup) that do not gather between the window and twice the window.',
              vcpus: past.vcpus(vm),
              evidenceNs: earliest.times(),
              confidence: 'strong',
            },
            weight: words.perSecond(past.total) * 1e-5,
          },
        ];
      }),
  };
}
