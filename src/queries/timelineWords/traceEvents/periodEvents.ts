import { confidenceOf } from '../../../analyses/idle/words';
import type { VcpuRef } from '../../../vcpu/VcpuDirectory';
import type { IdlePeriod } from '../../idle/PeriodTable';
import { wakeRow } from '../../idle/wakeRow';
import type { WakeRow } from '../../idle/wakeRow';
import type { AskedRange } from '../AskedRange';
import { wokenBy } from '../markWords';
import type { WordsSource } from '../WordsSource';
import { traceEventText } from './TraceEvent';
import type { Tracks } from './Tracks';
import { wokeItself } from '../../timeline/wokeItself';

/** How a vCPU was idle in a range, what woke it, and arrows from the vCPUs that did. */
export class PeriodEvents {
  private arrows = 0;

  constructor(
    private readonly source: WordsSource,
    private readonly range: AskedRange,
    private readonly tracks: Tracks,
  ) {}

  *of(ref: VcpuRef): Generator<string> {
    const { periods } = this.source;
    const { fromNs, belowNs } = this.range;
    for (const period of periods.between(ref.vm, ref.vcpu, fromNs, belowNs)) {
      yield* this.period(period);
    }
  }

  private *period(period: IdlePeriod): Generator<string> {
    const { range, tracks, source } = this;
    const { startNs, endNs, strategy, rank, pollNs, waitNs } = period;
    const atNs = Math.max(startNs, range.fromNs);
    const nextNs = source.periods.nextStartNs(period.vm, period.vcpu, startNs);
    const toNs = Math.min(endNs < 0 ? Infinity : endNs, nextNs, range.toNs);
    const track = tracks.idle(period);
    if (toNs > atNs) {
      yield traceEventText(track, {
        ph: 'X',
        cat: 'idle',
        name: strategy,
        atNs,
        lengthNs: toNs - atNs,
        args: { confidence: confidenceOf(rank), poll_ns: told(pollNs), wait_ns: told(waitNs) },
      });
    }
    if (endNs < range.fromNs || endNs >= range.belowNs) return;
    const wake = wakeRow(source.pages.context, period, source.pages.wakes);
    const { cause, confidence, by, vector, latency } = wake;
    yield traceEventText(track, {
      ph: 'i',
      cat: 'wake',
      name: wokenBy(cause),
      atNs: endNs,
      args: { confidence, by, vector, latency_ns: latency.totalNs ?? undefined },
    });
    yield* this.arrow(period, wake);
  }

  private *arrow(period: IdlePeriod, { store, cause }: WakeRow): Generator<string> {
    const { vm, endNs, originNs, causeNs, sourceVcpu } = period;
    const vcpu = store?.vcpu ?? (wokeItself(period) ? undefined : sourceVcpu);
    const fromNs = store?.atNs ?? (originNs >= 0 ? originNs : causeNs);
    if (vcpu === undefined || fromNs < this.range.fromNs || fromNs > endNs) return;
    const id = ++this.arrows;
    const arrow = { cat: 'wake', name: `wake by ${cause}`, id };
    yield traceEventText(this.tracks.states({ vm, vcpu }), { ...arrow, ph: 's', atNs: fromNs });
    yield traceEventText(this.tracks.states(period), { ...arrow, ph: 'f', atNs: endNs });
  }
}

function told(ns: number): number | undefined {
  return ns < 0 ? undefined : ns;
}
