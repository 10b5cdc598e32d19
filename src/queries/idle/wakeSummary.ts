import { Durations, summarise } from '../../analyses/exits/Durations';
import { confidenceOf } from '../../analyses/idle/words';
import type { Cause, Confidence, Strategy } from '../../analyses/idle/words';
import type { FindingContext } from '../findings/Finder';
import type { IdlePeriod, PeriodTable } from './PeriodTable';
import { wakeLatency, whyUnknown } from './wakeFacts';

/** Wakeups of a vCPU's periods of one strategy by one cause, all equally sure of it. */
export interface CauseRow {
  readonly vm: number;
  readonly vcpu: number;
  readonly strategy: Strategy;
  readonly cause: Cause;
  readonly confidence: Confidence;
  /** null: the cause is known. */
  readonly whyUnknown: ReturnType<typeof whyUnknown>;
  readonly wakes: number;
  /** From the first point that is known to the entry, of those of which there is one; undefined: of none. */
  readonly p50Ns: number | undefined;
  readonly p99Ns: number | undefined;
}

/** Wakeups of a vCPU by one waker. */
export interface WakerRow {
  readonly vm: number;
  readonly vcpu: number;
  /** A thread or a vCPU; undefined: nobody, or it is not told. */
  readonly by: string | undefined;
  readonly cause: Cause;
  readonly vector: number | undefined;
  readonly wakes: number;
}

interface Wakes {
  readonly first: IdlePeriod;
  readonly latencies: Durations;
  wakes: number;
}

/** Most frequent first, by vCPU. */
export interface WakeSummary {
  readonly causes: readonly CauseRow[];
  readonly wakers: readonly WakerRow[];
}

/** Who and what woke the vCPUs, counted over all ended idle periods. */
export function wakeSummary(context: FindingContext, table: PeriodTable): WakeSummary {
  const byCause = new Map<string, Wakes>();
  const byWaker = new Map<string, Wakes>();
  for (const period of table.walk()) {
    if (period.endNs < 0) continue;
    const { binding, strategy, cause, causeRank, sourceTid, vector } = period;
    const sure = whyUnknown(period, context.idle) ?? confidenceOf(causeRank);
    const { totalNs } = wakeLatency(period);
    count(byCause, `${binding} ${strategy} ${cause} ${sure}`, period, totalNs);
    count(byWaker, `${binding} ${cause} ${sourceTid} ${vector}`, period, null);
  }
  return {
    causes: ordered(byCause).map((wakes) => causeRow(context, wakes)),
    wakers: ordered(byWaker).map((wakes) => wakerRow(context, wakes)),
  };
}

function count(
  into: Map<string, Wakes>,
  key: string,
  period: IdlePeriod,
  latencyNs: number | null,
): void {
  let wakes = into.get(key);
  if (wakes === undefined) {
    wakes = { first: { ...period }, latencies: new Durations(), wakes: 0 };
    into.set(key, wakes);
  }
  wakes.wakes++;
  if (latencyNs !== null) wakes.latencies.push(latencyNs);
}

function ordered(all: ReadonlyMap<string, Wakes>): readonly Wakes[] {
  return [...all.values()].sort(
    (a, b) =>
      a.first.vm - b.first.vm ||
      a.first.vcpu - b.first.vcpu ||
      b.wakes - a.wakes ||
      a.first.startNs - b.first.startNs,
  );
}

function causeRow({ idle }: FindingContext, { first, latencies, wakes }: Wakes): CauseRow {
  const { vm, vcpu, strategy, cause, causeRank } = first;
  const { p50Ns, p99Ns } = summarise([latencies]) ?? {};
  return {
    vm,
    vcpu,
    strategy,
    cause,
    confidence: confidenceOf(causeRank),
    whyUnknown: whyUnknown(first, idle),
    wakes,
    p50Ns,
    p99Ns,
  };
}

function wakerRow(
  context: FindingContext,
  { first: { vm, vcpu, binding, cause, sourceTid, vector, endNs }, wakes }: Wakes,
): WakerRow {
  const source = context.vcpuOf(binding)?.source ?? -1;
  return {
    vm,
    vcpu,
    by: sourceTid <= 0 ? undefined : context.threadName(source, sourceTid, endNs),
    cause,
    vector: vector < 0 ? undefined : vector,
    wakes,
  };
}
