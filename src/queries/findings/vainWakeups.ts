import { Evidence } from '../../base/Evidence';
import { ByVm } from './ByVm';
import type { Finder, FindingContext } from './Finder';
import { counted, grouped, listed, percent } from './phrases';
import { VcpuSums } from './VcpuSums';

/** Fewer are no matter. */
const FEWEST_IN_VAIN = 20;
/** KVM's own requests wake halted vCPUs now and then. */
const LEAST_SHARE = 0.05;
const WARNING_SHARE = 0.25;
const MOST_WAKERS = 3;

class Wakes {
  readonly inVain = new VcpuSums();
  readonly wakers = new Map<string, number>();
  readonly first = new Evidence();
  ended = 0;
  requests = 0;

  waker(name: string, times: number): void {
    this.wakers.set(name, (this.wakers.get(name) ?? 0) + times);
  }
}

/** Wakings of halted vCPUs that bring no interrupt: the halt goes on, or the guest gets nothing (E.6, P-11). */
export function vainWakeups(context: FindingContext): Finder {
  const byVm = new ByVm(() => new Wakes());
  return {
    take({ vm, vcpu, binding, strategy, cause, startNs, endNs, wakingNs, sourceTid }) {
      if (endNs < 0 || strategy === 'hlt-userspace') return;
      const of = byVm.of(vm);
      of.ended++;
      if (cause !== 'host-request' && cause !== 'spurious') return;
      of.requests++;
      of.inVain.add(vcpu, 1);
      of.first.add(0, wakingNs >= 0 ? wakingNs : startNs);
      if (sourceTid < 0) return;
      const source = context.vcpuOf(binding)?.source ?? -1;
      const waker = context.threadName(source, sourceTid, endNs);
      of.waker(waker, 1);
    },
    found: () => {
      for (const { vm, vcpu, lane } of context.vcpus) {
        if (lane === undefined || lane.vainWakings.count === 0) continue;
        const of = byVm.of(vm);
        of.inVain.add(vcpu, lane.vainWakings.count);
        for (const atNs of lane.vainWakings.at.times()) of.first.add(0, atNs);
        for (const [thread, times] of lane.vainWakings.wakers) {
          const { source, tid } = context.idle.threads[thread]!;
          of.waker(context.threadName(source, tid, lane.lastNs), times);
        }
      }
      return byVm.entries.flatMap(([vm, { inVain, wakers, first, ended, requests }]) => {
        const count = inVain.total;
        const repeated = count - requests;
        const share = count / (ended + repeated);
        if (count < FEWEST_IN_VAIN || share < LEAST_SHARE) return [];
        const most = [...wakers].sort((a, b) => b[1] - a[1]).slice(0, MOST_WAKERS);
        const by =
          most.length === 0
            ? ''
            : ` They come from ${listed(most.map(([name, times]) => `${name} (${grouped(times)})`))}.`;
        return [
          {
            finding: {
              id: `vain-wakeups:${vm}`,
              severity: share >= WARNING_SHARE ? 'warning' : 'info',
              title: `${percent(share)} of the wakings of halted vCPUs of VM ${vm} bring no interrupt`,
              text: `${counted(count, 'waking')} (${context.words.rate(count)}): after ${grouped(repeated)} the halt went on, ${grouped(requests)} ended it with nothing recorded that the guest got.${by}`,
              contradiction:
                'Interrupts that were accepted for these vCPUs and not recorded: posted by hardware, or an event that was not enabled.',
              vcpus: inVain.vcpus(vm),
              evidenceNs: first.times(),
              confidence: repeated > requests ? 'strong' : 'weak',
            },
            weight: context.words.perSecond(count) * 1e-5,
          },
        ];
      });
    },
  };
}
