import type { LostFacts } from '../../protocol/facts';
import { Evidence } from '../../base/Evidence';
import type { Finder, FindingContext } from './Finder';
import { counted, grouped, listed, percent } from './phrases';

/** A gap's own rate is that much above the recording's before it is called a spike. */
const SPIKE = 3;

/** Events that were lost: when, and whether just where most happened (users' question 40). */
export function losses(context: FindingContext): Finder {
  const { facts, words, shareOf } = context;
  return {
    found: () => {
      const { lost, lostEvents, unsizedGaps, lostGaps } = facts;
      if (lostGaps === 0) return [];
      const longest = new Evidence();
      for (const { fromNs, toNs } of lost) longest.add(toNs - fromNs, fromNs);
      const cpus = [...new Set(lost.flatMap(({ hostCpu }) => hostCpu ?? []))].sort((a, b) => a - b);
      const where = cpus.length === 0 ? '' : ` on host CPU ${listed(cpus.map(String))}`;
      const spanNs = coveredNs(lost);
      const usual = usualRate(context);
      const times = usual === 0 ? 0 : gapRate(lost) / usual;
      const isSpike = times >= SPIKE;
      const size = sizeText(lostEvents, unsizedGaps);
      return [
        {
          finding: {
            id: 'lost-events',
            severity: 'warning',
            title: isSpike
              ? `Events were lost under the load's spikes: ${times.toFixed(0)} times the usual rate`
              : `${size} events were lost: what happened meanwhile is not in this report`,
            text: `${size} events in ${counted(lostGaps, 'gap')}${where}, ${words.duration(spanNs)} in all (${percent(shareOf(spanNs))} of the trace). Idle periods and latencies across a gap are left out, so that the slowest ones may be those nobody sees.${isSpike ? ` The gaps lost as many events a second as ${times.toFixed(1)} times what the trace has on average on the CPUs that lost some.` : ''} Larger buffers (trace-cmd record -b, perf record -m) or fewer events avoid that, a whole copy of the file where it was cut.`,
            contradiction:
              'Gaps of host CPUs that no vCPU ran on: then nothing of this report is missing.',
            vcpus: [],
            evidenceNs: longest.times(),
            confidence: 'certain',
          },
          weight: 1,
        },
      ];
    },
  };
}

function sizeText(lostEvents: number, unsizedGaps: number): string {
  if (unsizedGaps === 0) return grouped(lostEvents);
  return lostEvents === 0 ? 'An unknown number of' : `${grouped(lostEvents)} or more`;
}

/** Of gaps that overlap in time each moment counts once. */
function coveredNs(lost: readonly LostFacts[]): number {
  let coveredNs = 0;
  let endNs = 0;
  for (const { fromNs, toNs } of [...lost].sort((a, b) => a.fromNs - b.fromNs)) {
    coveredNs += Math.max(0, toNs - Math.max(fromNs, endNs));
    endNs = Math.max(endNs, toNs);
  }
  return coveredNs;
}

/** Events that were recorded, per ns and host CPU, of those with losses; 0 where nothing tells. */
function usualRate({ facts, rowShareOf, durationNs }: FindingContext): number {
  const lossy = new Map(facts.lost.map((gap) => [`${gap.source} ${gap.hostCpu}`, gap]));
  // Not every event becomes a row, but those that do are spread over the CPUs as the others are.
  const share = [...lossy.values()].reduce(
    (sum, { source, hostCpu }) => sum + rowShareOf(source, hostCpu),
    0,
  );
  if (durationNs === 0 || lossy.size === 0) return 0;
  return (facts.events * share) / durationNs / lossy.size;
}

/** Events lost per ns, of gaps that say how many. */
function gapRate(lost: readonly LostFacts[]): number {
  const sized = lost.filter(({ count, fromNs, toNs }) => count !== null && toNs > fromNs);
  const spanNs = sized.reduce((sum, { fromNs, toNs }) => sum + toNs - fromNs, 0);
  const events = sized.reduce((sum, { count }) => sum + (count ?? 0), 0);
  return spanNs === 0 ? 0 : events / spanNs;
}
