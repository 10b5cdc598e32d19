import type { IdleLane } from '../../analyses/idle/IdleLane';
import type { Cause, Strategy } from '../../analyses/idle/words';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import { ledgerRows } from './ledgerRows';
import { insideEstimate } from './idleShare';
import { idlePlaces } from './passThrough';
import type { IdlePeriod, PeriodTable } from './PeriodTable';
import type { ReportSource } from './ReportSource';

/** In these a vCPU waits for another, for its host or to be started: its guest is not idle. */
const NOT_IDLE: readonly Strategy[] = ['pause-spin', 'lock-halt', 'async-pf', 'wait-for-sipi'];

/** How idle one vCPU was, slice by slice. */
export interface VcpuOverTime extends VcpuRef {
  readonly binding: number;
  /** Told by its idle periods, or by where the host's ticks found its guest, where it idles inside. */
  readonly by: 'periods' | 'ticks';
  /** 0 to 1; NaN: nothing tells. */
  readonly idle: Float64Array;
  /** Periods that ended in each slice, by cause. */
  readonly wakes: ReadonlyMap<Cause, Uint32Array>;
}

/** The trace in slices of equal length. */
export interface IdleOverTime {
  readonly fromNs: number;
  readonly sliceNs: number;
  readonly vcpus: readonly VcpuOverTime[];
}

/** How idle each vCPU was over the time, and what woke it: phases of the guest's work show in it. */
export function idleOverTime(
  source: ReportSource,
  table: PeriodTable,
  slices: number,
): IdleOverTime {
  const { fromNs, durationNs } = source;
  const sliceNs = Math.max(1, durationNs / slices);
  const grid: Grid = { fromNs, sliceNs, slices };
  const tallies = new Map<number, Tally>();
  for (const period of table.walk()) {
    let tally = tallies.get(period.binding);
    if (tally === undefined) tallies.set(period.binding, (tally = new Tally(grid)));
    tally.add(period);
  }
  const vcpus = ledgerRows(source).flatMap(({ vm, vcpu, binding }) => {
    const lane = source.idle.lanes.find((of) => of?.binding === binding);
    if (lane === undefined) return [];
    const { idleNs, wakes } = tallies.get(binding) ?? new Tally(grid);
    const isInside = insideEstimate(source, binding, vm) !== undefined;
    const idle = isInside ? sharesByTicks(lane, grid) : sharesByPeriods(idleNs, lane, grid);
    const by: VcpuOverTime['by'] = isInside ? 'ticks' : 'periods';
    return [{ vm, vcpu, binding, by, idle, wakes }];
  });
  return { fromNs, sliceNs, vcpus: vcpus.sort((a, b) => a.vm - b.vm || a.vcpu - b.vcpu) };
}

interface Grid {
  readonly fromNs: number;
  readonly sliceNs: number;
  readonly slices: number;
}

/** Slice that a time is in. */
function sliceAt({ fromNs, sliceNs, slices }: Grid, atNs: number): number {
  return Math.min(slices - 1, Math.max(0, Math.floor((atNs - fromNs) / sliceNs)));
}

/** One vCPU's idle periods. */
class Tally {
  readonly idleNs: Float64Array;
  readonly wakes = new Map<Cause, Uint32Array>();

  constructor(private readonly grid: Grid) {
    this.idleNs = new Float64Array(grid.slices);
  }

  add({ startNs, endNs, strategy, cause }: IdlePeriod): void {
    if (endNs < 0) return;
    const { grid } = this;
    if (!NOT_IDLE.includes(strategy)) addStretch(grid, this.idleNs, startNs, endNs);
    let wakes = this.wakes.get(cause);
    if (wakes === undefined) this.wakes.set(cause, (wakes = new Uint32Array(grid.slices)));
    wakes[sliceAt(grid, endNs)]!++;
  }
}

/** Adds a stretch of time to all slices that it has a part of. */
function addStretch(grid: Grid, into: Float64Array, startNs: number, endNs: number): void {
  for (let slice = sliceAt(grid, startNs); slice <= sliceAt(grid, endNs); slice++) {
    const sliceFromNs = grid.fromNs + slice * grid.sliceNs;
    const fromNs = Math.max(startNs, sliceFromNs);
    const toNs = Math.min(endNs, sliceFromNs + grid.sliceNs);
    into[slice]! += Math.max(0, toNs - fromNs);
  }
}

/** Of the time between the vCPU's first event and its last. */
function sharesByPeriods(idleNs: Float64Array, lane: IdleLane, grid: Grid): Float64Array {
  const knownNs = new Float64Array(grid.slices);
  if (lane.firstNs >= 0) addStretch(grid, knownNs, lane.firstNs, lane.lastNs);
  return idleNs.map((ns, slice) => {
    const ofNs = knownNs[slice]!;
    return ofNs === 0 ? NaN : Math.min(1, ns / ofNs);
  });
}

function sharesByTicks(lane: IdleLane, grid: Grid): Float64Array {
  const { ticks } = lane;
  const places = new Set(idlePlaces(lane).map(({ number }) => number));
  const hits = new Float64Array(grid.slices);
  const samples = new Float64Array(grid.slices);
  for (let at = 0; at < ticks.length; at++) {
    const slice = sliceAt(grid, ticks.timeNs(at));
    samples[slice]!++;
    if (places.has(ticks.place(at))) hits[slice]!++;
  }
  return hits.map((count, slice) => count / samples[slice]!);
}
