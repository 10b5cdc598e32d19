import { DOWNGRADES } from '../../analyses/faults/Downgrades';
import type { Downgrade } from '../../analyses/faults/Downgrades';
import { FaultAction } from '../../analyses/faults/faultActions';
import type { FaultsPass } from '../../analyses/faults/FaultsPass';
import type { StoresOfCause } from '../../analyses/faults/PageRecord';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import { ChangerVms } from './ChangerVms';
import type { ConflictParameters } from './ConflictParameters';
import { pageKey } from './pageKey';
import { linesOf, sharingKind } from './sharingKind';
import type { SharingVerdict, Writer } from './sharingKind';

/** Stores of one vCPU into a contested page. */
export interface PageWriter {
  readonly vcpu: number;
  readonly faults: number;
  /** Lines that it wrote. */
  readonly lines: readonly number[];
}

/** Who took a page's entry, or the permission to write, before how many stores. */
export interface PageProtector {
  /** Number of the thread. */
  readonly thread: number;
  readonly did: Downgrade;
  readonly times: number;
}

/** A page whose protection one vCPU's stores pay for another's sake (F.1). */
export interface PageConflict extends SharingVerdict {
  readonly vm: number;
  /** Guest-physical address of the page. */
  readonly gpa: number;
  readonly bytes: number;
  readonly faults: number;
  /** The same by what protected the page. */
  readonly byCause: readonly Readonly<StoresOfCause>[];
  /** Of these, tries again of a store that the fault before had not let through. */
  readonly retries: number;
  /** Stores that were forgotten before, at most. */
  readonly forgotten: number;
  /** Faults that woke a waiting vCPU. */
  readonly trueFaults: number;
  /** Faults that woke nobody while somebody waits on the page. */
  readonly falseFaults: number;
  /** Stores by another vCPU than the one before, within parameter `pp_window`. */
  readonly pingPongs: number;
  readonly costNs: number;
  readonly waiters: readonly number[];
  /** Lines whose stores woke a waiter. */
  readonly monitoredLines: readonly number[];
  readonly writers: readonly PageWriter[];
  /** Most times first. */
  readonly protectors: readonly PageProtector[];
  /** Exits of other vCPUs that protecting it forced, and the ns of these. */
  readonly flushKicks: number;
  readonly flushKickNs: number;
  readonly firstNs: number;
  readonly lastNs: number;
}

/** Contested pages, most expensive first. */
export function pageConflicts(
  faults: FaultsPass,
  refs: readonly (VcpuRef | undefined)[],
  parameters: ConflictParameters,
): readonly PageConflict[] {
  const pages = new Map<number, Writer[]>();
  for (const lane of faults.lanes) {
    const ref = refs[lane.binding];
    if (ref === undefined) continue;
    for (const page of lane.pages.all) {
      const key = pageKey(ref.vm, page.gfn);
      const writers = pages.get(key);
      const writer = { ref, lane: lane.index, page };
      if (writers === undefined) pages.set(key, [writer]);
      else writers.push(writer);
    }
  }
  const kicks = kicksByPage(faults, refs);
  const vms = new ChangerVms(faults, refs);
  return [...pages]
    .filter(([, writers]) => isContested(writers, faults, refs, parameters))
    .map(([key, writers]) =>
      conflictOf(writers, faults, refs, parameters, { kicks: kicks.get(key), vms }),
    )
    .sort((a, b) => b.costNs - a.costNs || a.vm - b.vm || a.gpa - b.gpa);
}

/** Written against protection again and again, by several vCPUs, or while others keep faulting, or to wake another. */
function isContested(
  writers: readonly Writer[],
  { lanes, sums }: FaultsPass,
  refs: readonly (VcpuRef | undefined)[],
  { ppMin }: ConflictParameters,
): boolean {
  if (sum(writers, ({ page }) => page.faults) < ppMin) return false;
  const [{ ref, page, lane: only }] = writers as [Writer];
  if (writers.length > 1 || page.waking > 0) return true;
  return lanes.some((lane) => {
    if (lane.index === only || refs[lane.binding]?.vm !== ref.vm) return false;
    return sums.faultsOf(lane.index, page.gfn) >= ppMin;
  });
}

interface Kicks {
  kicks: number;
  costNs: number;
}

function kicksByPage(
  { kicks, lanes }: FaultsPass,
  refs: readonly (VcpuRef | undefined)[],
): ReadonlyMap<number, Kicks> {
  const byPage = new Map<number, Kicks>();
  for (const { lane, gfn, kicks: count, costNs } of kicks.all()) {
    const ref = refs[lanes[lane]?.binding ?? -1];
    if (ref === undefined) continue;
    const key = pageKey(ref.vm, gfn);
    const known = byPage.get(key);
    if (known === undefined) byPage.set(key, { kicks: count, costNs });
    else {
      known.kicks += count;
      known.costNs += costNs;
    }
  }
  return byPage;
}

function conflictOf(
  writers: readonly Writer[],
  { lanes, seen }: FaultsPass,
  refs: readonly (VcpuRef | undefined)[],
  parameters: ConflictParameters,
  { kicks, vms }: { readonly kicks: Kicks | undefined; readonly vms: ChangerVms },
): PageConflict {
  const tellsWakes = seen[FaultAction.Waking]! + seen[FaultAction.Accept]! > 0;
  const { lineBytes } = parameters;
  const { vm } = writers[0]!.ref;
  const faults = sum(writers, ({ page }) => page.faults);
  const trueFaults = sum(writers, ({ page }) => page.waking);
  const unwatched = sum(writers, ({ page }) => page.unwatched);
  const falseFaults = trueFaults > 0 ? faults - trueFaults - unwatched : 0;
  const sorted = [...writers].sort((a, b) => a.ref.vcpu - b.ref.vcpu);
  const isOther = (writer: number, before: number): boolean =>
    before !== writer && refs[lanes[before]?.binding ?? -1]?.vm === vm;
  return {
    ...sharingKind(writers, { faults, trueFaults, falseFaults }, parameters, tellsWakes),
    vm,
    gpa: writers[0]!.page.gfn * PAGE_BYTES,
    bytes: PAGE_BYTES,
    faults,
    byCause: writers.flatMap(({ page }) => page.byCause),
    retries: sum(writers, ({ page }) => page.retries),
    forgotten: sum(writers, ({ page }) => page.forgotten),
    trueFaults,
    falseFaults,
    pingPongs: sum(writers, ({ page, lane }) =>
      [...page.after].reduce((total, [of, times]) => total + (isOther(lane, of) ? times : 0), 0),
    ),
    costNs: sum(writers, ({ page }) => page.costNs),
    waiters: [...new Set(writers.flatMap(({ page }) => [...page.woken]))].sort((a, b) => a - b),
    monitoredLines: ascending(writers.flatMap(({ page }) => linesOf(page.wakingLines, lineBytes))),
    writers: sorted.map(({ ref, page }) => ({
      vcpu: ref.vcpu,
      faults: page.faults,
      lines: linesOf(page.lines, lineBytes),
    })),
    protectors: protectorsOf(writers, vms),
    flushKicks: kicks?.kicks ?? 0,
    flushKickNs: kicks?.costNs ?? 0,
    firstNs: Math.min(...writers.map(({ page }) => page.firstNs)),
    lastNs: Math.max(...writers.map(({ page }) => page.lastNs)),
  };
}

function protectorsOf(writers: readonly Writer[], vms: ChangerVms): readonly PageProtector[] {
  const { vm } = writers[0]!.ref;
  const times = new Map<number, number>();
  for (const { page } of writers) {
    for (const [key, count] of page.protectors) times.set(key, (times.get(key) ?? 0) + count);
  }
  return [...times]
    .map(([key, count]) => ({
      thread: Math.floor(key / DOWNGRADES.length),
      did: DOWNGRADES[key % DOWNGRADES.length]!,
      times: count,
    }))
    .filter(({ thread }) => vms.isOf(vm, thread))
    .sort((a, b) => b.times - a.times || a.thread - b.thread);
}

function ascending(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function sum(writers: readonly Writer[], of: (writer: Writer) => number): number {
  return writers.reduce((total, writer) => total + of(writer), 0);
}
