import type { IdleLane } from '../../analyses/idle/IdleLane';
import { NO_AGE } from '../../analyses/idle/TickSamples';
import { AGE_BINS } from '../../analyses/idle/WakeAges';
import { wilson, Z } from './wilson';
import type { Share } from './wilson';

/** So many ticks have on average ten in each of the some twenty ages that a guest's wakes spread over. */
const FEWEST_TICKS = 200;

/**
 * The part of the time that a guest was at some places, by ticks that may keep step with its wakes.
 * Each stands for the time since the guest's latest interrupt that it has, by how much of the trace
 * was of that age; ages that no tick met may be all or nothing. An exit by the host's timer that
 * brings the guest an interrupt may be a timer of the guest alone, which it waited for, or a tick that
 * came with one: the bounds hold what the ticks say with all of these and without any.
 * undefined: too few ticks for that.
 */
export function tickShare(lane: IdleLane, places: ReadonlySet<number>): Share | undefined {
  const timesNs = timesByAge(lane);
  const without = new ByAge(lane, places, false);
  if (without.count < FEWEST_TICKS) return undefined;
  const shares = [without, new ByAge(lane, places, true)].map((ticks) => ticks.share(timesNs));
  return {
    share: shares.reduce((sum, { share }) => sum + share, 0) / shares.length,
    low: Math.min(...shares.map(({ low }) => low)),
    high: Math.max(...shares.map(({ high }) => high)),
  };
}

/** Parts of the time by age. */
function timesByAge({ wakeAges: { timesNs } }: IdleLane): Float64Array {
  const allNs = timesNs.reduce((sum, ns) => sum + ns, 0);
  return timesNs.map((ns) => ns / allNs);
}

/** Ticks of known age, and those of them that found the guest at the places. */
class ByAge {
  count = 0;
  private hitCount = 0;
  private readonly hits = new Float64Array(AGE_BINS);
  private readonly samples = new Float64Array(AGE_BINS);

  constructor({ ticks }: IdleLane, places: ReadonlySet<number>, withWakes: boolean) {
    for (let at = 0; at < ticks.length; at++) {
      const age = ticks.age(at);
      if (age === NO_AGE || (ticks.isWake(at) && !withWakes)) continue;
      this.samples[age]!++;
      this.count++;
      if (!places.has(ticks.place(at))) continue;
      this.hits[age]!++;
      this.hitCount++;
    }
  }

  share(times: Float64Array): Share {
    let met = 0;
    let idle = 0;
    let variance = 0;
    for (let bin = 0; bin < AGE_BINS; bin++) {
      const [weight, of, hits] = [times[bin]!, this.samples[bin]!, this.hits[bin]!];
      if (weight === 0 || of === 0) continue;
      // With one more of each outcome: a few ticks of one outcome are no certainty.
      const likely = (hits + 1) / (of + 2);
      met += weight;
      idle += (weight * hits) / of;
      variance += (weight * weight * likely * (1 - likely)) / of;
    }
    const plain = wilson(this.hitCount, this.count);
    const spread = Z * Math.sqrt(variance);
    return {
      share: met === 0 ? plain.share : idle / met,
      low: Math.max(0, Math.min(idle - spread, plain.low)),
      high: Math.min(1, Math.max(idle + (1 - met) + spread, plain.high)),
    };
  }
}
