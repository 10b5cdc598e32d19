import { summarise, Durations } from '../../analyses/exits/Durations';
import { Evidence } from '../../base/Evidence';
import { wakeLatency } from '../idle/wakeFacts';
import { addPeriod } from './addPeriod';
import { ByVm } from './ByVm';
import type { Finder, FindingContext, WeighedFinding } from './Finder';
import { counted, grouped, percent } from './phrases';
import { VcpuSums } from './VcpuSums';

/** Fewer polls than this say nothing of how polling pays. */
const FEWEST_POLLS = 20;
/** Failed polls below 0.5 % of a host CPU are no matter. */
const LEAST_BURN = 0.005;
const WARNING_BURN = 0.05;

class Polls {
  readonly missedNs = new VcpuSums();
  readonly hits = new VcpuSums();
  readonly longestMisses = new Evidence();
  readonly shortestHits = new Evidence();
  readonly hitNs = new Durations();
  readonly wokenByPollNs = new Durations();
  readonly wokenFromSleepNs = new Durations();
  misses = 0;
}

/** What halt polling cost where it failed, and what it saved where it did not (S2, S3). */
export function polls(context: FindingContext): Finder {
  const byVm = new ByVm(() => new Polls());
  return {
    take(period) {
      const { strategy, vm, vcpu, pollNs, endNs } = period;
      if (endNs < 0) return;
      const { totalNs } = wakeLatency(period);
      const of = byVm.of(vm);
      if (strategy === 'hlt-poll-miss' && pollNs >= 0) {
        of.misses++;
        of.missedNs.add(vcpu, pollNs);
        addPeriod(of.longestMisses, pollNs, period);
      } else if (strategy === 'hlt-poll-hit') {
        of.hits.add(vcpu, 1);
        of.hitNs.push(pollNs);
        addPeriod(of.shortestHits, -pollNs, period);
        if (totalNs !== null) of.wokenByPollNs.push(totalNs);
      }
      const slept = strategy === 'hlt-poll-miss' || strategy === 'hlt-block';
      if (slept && totalNs !== null && period.causeNs >= 0) of.wokenFromSleepNs.push(totalNs);
    },
    found: () =>
      byVm.entries.flatMap(([vm, of]) => [...missed(context, vm, of), ...hit(context, vm, of)]),
  };
}

function missed(
  { words, shareOf }: FindingContext,
  vm: number,
  { missedNs, misses, hits, longestMisses }: Polls,
): readonly WeighedFinding[] {
  const burnedNs = missedNs.total;
  const share = shareOf(burnedNs);
  if (misses < FEWEST_POLLS || share < LEAST_BURN) return [];
  const worst = missedNs.most[0]!;
  return [
    {
      finding: {
        id: `failed-polls:${vm}`,
        severity: share >= WARNING_BURN ? 'warning' : 'info',
        title: `Failed halt polls of VM ${vm} burn ${words.burn(burnedNs)} of host CPU`,
        text: `${grouped(misses)} of ${counted(misses + hits.total, 'poll')} ended without a wakeup, and the thread slept after all: ${words.duration(burnedNs)} of spinning, ${words.duration(burnedNs / misses)} each, most of it by vCPU ${worst.vcpu} (${words.burn(worst.amount)}).`,
        contradiction:
          'Switch-outs right after the HLT exit: the host then did not poll for as long as its window allows.',
        vcpus: missedNs.vcpus(vm),
        evidenceNs: longestMisses.times(),
        confidence: 'strong',
      },
      weight: share,
    },
  ];
}

function hit({ words, shareOf }: FindingContext, vm: number, of: Polls): readonly WeighedFinding[] {
  const { hits, misses, hitNs, wokenByPollNs, wokenFromSleepNs } = of;
  if (hits.total < FEWEST_POLLS) return [];
  const spun = summarise([hitNs])!;
  const enough = wokenByPollNs.count >= FEWEST_POLLS && wokenFromSleepNs.count >= FEWEST_POLLS;
  const byPollNs = summarise([wokenByPollNs])?.p50Ns ?? 0;
  const fromSleepNs = summarise([wokenFromSleepNs])?.p50Ns ?? 0;
  const saved = !enough
    ? 'The recording has too few wakeups with a known cause, of one kind or the other, to say what that saved.'
    : fromSleepNs <= byPollNs
      ? `That saved nothing: from its cause to the guest a wakeup took ${words.duration(byPollNs)} (median) by a poll, ${words.duration(fromSleepNs)} from sleep.`
      : `From its cause to the guest a wakeup took ${words.duration(byPollNs)} (median) by a poll, ${words.duration(fromSleepNs)} from sleep: about ${words.duration(fromSleepNs - byPollNs)} saved each.`;
  return [
    {
      finding: {
        id: `poll-hits:${vm}`,
        severity: 'info',
        title: `${percent(hits.total / (hits.total + misses))} of the halt polls of VM ${vm} hit`,
        text: `${counted(hits.total, 'halt')} ended while the host still polled, after ${words.duration(spun.p50Ns)} (median; p99 ${words.duration(spun.p99Ns)}), which cost ${words.burn(hitNs.totalNs)} of host CPU. ${saved}`,
        contradiction:
          'A poll window of 0 at those halts: waited=0 then means that the wakeup was there at the first look.',
        vcpus: hits.vcpus(vm),
        evidenceNs: of.shortestHits.times(),
        confidence: 'strong',
      },
      weight: shareOf(hitNs.totalNs),
    },
  ];
}
