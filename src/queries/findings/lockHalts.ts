import { Durations, summarise } from '../../analyses/exits/Durations';
import { Evidence } from '../../base/Evidence';
import { addPeriod } from './addPeriod';
import { ByVm } from './ByVm';
import type { Finder, FindingContext } from './Finder';
import { counted, listed } from './phrases';
import { VcpuSums } from './VcpuSums';

/** One is enough to tell HLTs that are no idling from those that are; fewer than this are not contention. */
const FEWEST_HALTS = 3;
const WARNING_SHARE = 0.01;

class Halts {
  readonly waiters = new VcpuSums();
  readonly kickers = new VcpuSums();
  readonly lengths = new Durations();
  readonly longest = new Evidence();
}

/** vCPUs that halt for a lock that another vCPU holds: paravirtual spinlocks (S19). */
export function lockHalts({ words, shareOf }: FindingContext): Finder {
  const byVm = new ByVm(() => new Halts());
  return {
    take(period) {
      const { strategy, vm, vcpu, sourceVcpu, startNs, endNs } = period;
      if (strategy !== 'lock-halt' || endNs < 0) return;
      const of = byVm.of(vm);
      of.waiters.add(vcpu, 1);
      of.lengths.push(endNs - startNs);
      addPeriod(of.longest, endNs - startNs, period);
      if (sourceVcpu !== undefined) of.kickers.add(sourceVcpu, 1);
    },
    found: () =>
      byVm.entries.flatMap(([vm, { waiters, kickers, lengths, longest }]) => {
        if (lengths.count < FEWEST_HALTS) return [];
        const { p50Ns, maxNs } = summarise([lengths])!;
        const share = shareOf(lengths.totalNs);
        const holders = kickers.most.map(({ vcpu, amount }) => `vCPU ${vcpu} (${amount})`);
        const by = holders.length === 0 ? '' : ` They were released by ${listed(holders)}.`;
        return [
          {
            finding: {
              id: `lock-halts:${vm}`,
              severity: share >= WARNING_SHARE ? 'warning' : 'info',
              title: `vCPUs of VM ${vm} halt for spinlocks: ${counted(lengths.count, 'time')}, ${words.duration(lengths.totalNs)} in all`,
              text: `These HLTs are no idling: a paravirtual spinlock waits by them until the holder kicks the waiter (${words.duration(p50Ns)} median, ${words.duration(maxNs)} the longest), counted for ${listed(waiters.most.map(({ vcpu, amount }) => `vCPU ${vcpu} (${amount})`))}.${by} A holder that loses its host CPU makes them long.`,
              contradiction:
                'An interrupt other than the kick that was accepted for the waiter in the same halt.',
              vcpus: waiters.vcpus(vm),
              evidenceNs: longest.times(),
              confidence: 'certain',
            },
            weight: share,
          },
        ];
      }),
  };
}
