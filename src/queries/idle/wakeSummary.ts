import { TWO_32 } from '../../base/twoTo32';
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
  readonly sure: Sure;
  readonly latencies: Durations;
  wakes: number;
}

type Sure = Confidence | NonNullable<CauseRow['whyUnknown']>;

/** Most frequent first, by vCPU. */
export interface WakeSummary {
  readonly causes: readonly CauseRow[];
  readonly wakers: readonly WakerRow[];
}

/** Who and what woke the vCPUs, counted over all ended idle periods. */
export function wakeSummary(context: FindingContext, table: PeriodTable): WakeSummary {
  const byCause = new WakesByNumber();
  const byWaker = new WakesByNumber();
  for (const period of table.walk()) {
    if (period.endNs < 0) continue;
    const { binding, causeRank, sourceTid } = period;
    const sure = whyUnknown(period, context.idle) ?? confidenceOf(causeRank);
    const ofVcpu = byCause.of(binding);
    const wakes = byCause.counted(ofVcpu, ofCause(ofVcpu, period, sure), period, sure);
    const { totalNs } = wakeLatency(period);
    if (totalNs !== null) wakes.latencies.push(totalNs);
    const ofPair = byWaker.of(binding * TWO_32 + sourceTid);
    byWaker.counted(ofPair, ofVector(ofPair, period), period, sure);
  }
  return {
    causes: ordered(byCause.all).map((wakes) => causeRow(context, wakes)),
    wakers: ordered(byWaker.all).map((wakes) => wakerRow(context, wakes)),
  };
}

/** Wakes told apart by a number and within a short list: a trace has millions, of a few kinds. */
class WakesByNumber {
  /** In the order they were met. */
  readonly all: Wakes[] = [];
  private readonly byNumber = new Map<number, Wakes[]>();

  of(number: number): Wakes[] {
    let wakes = this.byNumber.get(number);
    if (wakes === undefined) this.byNumber.set(number, (wakes = []));
    return wakes;
  }

  /** Counts a period to those of its kind, or to new ones of `list`. */
  counted(list: Wakes[], known: Wakes | undefined, period: IdlePeriod, sure: Sure): Wakes {
    let wakes = known;
    if (wakes === undefined) {
      wakes = { first: { ...period }, sure, latencies: new Durations(), wakes: 0 };
      list.push(wakes);
      this.all.push(wakes);
    }
    wakes.wakes++;
    return wakes;
  }
}

function ofCause(
  list: readonly Wakes[],
  { strategy, cause }: IdlePeriod,
  sure: Sure,
): Wakes | undefined {
  for (const wakes of list) {
    const { first } = wakes;
    if (first.cause === cause && first.strategy === strategy && wakes.sure === sure) return wakes;
  }
  return undefined;
}

function ofVector(list: readonly Wakes[], { cause, vector }: IdlePeriod): Wakes | undefined {
  for (const wakes of list) {
    if (wakes.first.cause === cause && wakes.first.vector === vector) return wakes;
  }
  return undefined;
}

function ordered(all: readonly Wakes[]): readonly Wakes[] {
  return all.toSorted(
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
