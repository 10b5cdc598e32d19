import { Durations, summarise } from '../../analyses/exits/Durations';
import type { VcpuInRange } from '../../protocol/timeline';
import { latencyOf } from '../idle/selectsPeriod';
import type { AskedRange } from './AskedRange';
import type { WordsSource } from './WordsSource';

/** Periods looked at between two chances to answer another question: some ms. */
const PERIODS_A_STEP = 2048;

type PeriodsInRange = Omit<VcpuInRange, 'vm' | 'vcpu' | 'statesNs'>;

/**
 * How a vCPU was idle in a range, and what ended that. Periods whose begin or end was not seen are
 * counted, and have no length.
 */
export function* rangePeriods(
  { periods }: Pick<WordsSource, 'periods'>,
  vm: number,
  vcpu: number,
  { fromNs, toNs, belowNs }: AskedRange,
): Generator<undefined, PeriodsInRange> {
  const strategies = new Map<string, { count: number; ns: number }>();
  const causes = new Map<string, number>();
  const latencies = new Durations();
  let left = PERIODS_A_STEP;
  for (const period of periods.between(vm, vcpu, fromNs, belowNs)) {
    const { startNs, endNs, isCut, strategy, cause } = period;
    if (endNs < 0 || endNs > fromNs || startNs >= fromNs) {
      let sum = strategies.get(strategy);
      if (sum === undefined) strategies.set(strategy, (sum = { count: 0, ns: 0 }));
      sum.count++;
      if (endNs >= 0 && !isCut) sum.ns += Math.min(endNs, toNs) - Math.max(startNs, fromNs);
    }
    if (endNs >= fromNs && endNs < belowNs) {
      causes.set(cause, (causes.get(cause) ?? 0) + 1);
      const latencyNs = latencyOf(period);
      if (latencyNs !== undefined) latencies.push(latencyNs);
    }
    if (--left > 0) continue;
    left = PERIODS_A_STEP;
    yield;
  }
  const summary = summarise([latencies]);
  return {
    periods: [...strategies]
      .map(([strategy, sum]) => ({ strategy, ...sum }))
      .sort((a, b) => b.ns - a.ns || b.count - a.count),
    wakes: [...causes]
      .map(([cause, count]) => ({ cause, count }))
      .sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1)),
    latencyP50Ns: summary?.p50Ns ?? null,
    latencyP99Ns: summary?.p99Ns ?? null,
    latencyMaxNs: summary?.maxNs ?? null,
  };
}
