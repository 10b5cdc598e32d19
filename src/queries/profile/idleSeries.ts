import { sumOf } from '../../base/sumOf';
import { Durations, summarise } from '../../analyses/exits/Durations';
import type { DurationCounts } from '../../base/DurationCounts';
import type { RunDistribution } from '../../protocol/compare';
import type { PeriodTable } from '../idle/PeriodTable';
import { latencyOf } from '../idle/selectsPeriod';
import { distributionOf } from './distributionOf';
import type { ProfileGrid } from './ProfileGrid';
import type { SeriesSet } from './SeriesSet';
import { VcpuTallies } from './VcpuTallies';

/** Idle periods by strategy, what ended them, how long they were and how long waking took. */
export function idleSeries(
  table: PeriodTable,
  grid: ProfileGrid,
  into: SeriesSet,
): readonly RunDistribution[] {
  const tallies = new VcpuTallies(grid);
  const spreads = new Spreads(grid);
  for (const period of table.walk()) {
    const { vm, vcpu, strategy, cause, startNs, endNs, isCut, windowNs } = period;
    const periods = tallies.of('idle', strategy, { vm, vcpu });
    periods.counts[grid.at(startNs)]!++;
    periods.occurrences++;
    if (windowNs >= 0 && strategy.startsWith('hlt-')) {
      const windows = tallies.of('poll_window', windowNs > 0 ? 'open' : 'shut', { vm, vcpu });
      windows.counts[grid.at(startNs)]!++;
      windows.timesNs[grid.at(startNs)]! += windowNs;
      windows.occurrences++;
    }
    if (endNs < 0) continue;
    grid.addStretch(periods.timesNs, startNs, endNs);
    const wakes = tallies.of('wakes', cause, { vm, vcpu });
    wakes.counts[grid.at(endNs)]!++;
    wakes.occurrences++;
    if (!isCut) spreads.add('idle_length', endNs, endNs - startNs);
    const latencyNs = latencyOf(period);
    if (latencyNs === undefined) continue;
    grid.addStretch(wakes.timesNs, endNs - latencyNs, endNs);
    spreads.add('wakeup', endNs, latencyNs);
    spreads.add(`wakeup.${cause}`, endNs, latencyNs);
  }
  for (const tally of tallies.all) {
    into.add({ ...tally, costNs: tally.family === 'idle' ? null : sumOf(tally.timesNs) });
  }
  return spreads.all;
}

interface Spread {
  readonly counts: DurationCounts;
  readonly exact: Durations;
}

/** By id: how durations are spread, with their percentiles. */
class Spreads {
  private readonly byId = new Map<string, Spread>();

  constructor(private readonly grid: ProfileGrid) {}

  add(id: string, atNs: number, durationNs: number): void {
    let spread = this.byId.get(id);
    if (spread === undefined) {
      spread = { counts: this.grid.distribution(), exact: new Durations() };
      this.byId.set(id, spread);
    }
    spread.counts.add(this.grid.at(atNs), durationNs);
    spread.exact.push(durationNs);
  }

  get all(): readonly RunDistribution[] {
    return [...this.byId].flatMap(
      ([id, { counts, exact }]) =>
        distributionOf(id, counts.sparse(this.grid.bins), summarise([exact])) ?? [],
    );
  }
}
