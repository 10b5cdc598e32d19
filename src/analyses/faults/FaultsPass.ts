import type { EventPass, TraceSoFar } from '../../events/EventPass';
import { IN_INTERRUPT, NO_DETAIL } from '../../events/EventTable';
import type { EventBlock } from '../../events/EventTable';
import { fillByKind } from '../../events/fillByKind';
import { isDisplaced } from '../../kvm/taskStates';
import type { AnalysisParameters } from '../../vcpu/AnalysisParameters';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { DirtyLogging } from './DirtyLogging';
import { FAULT_ACTIONS, FaultAction, faultActionOf } from './faultActions';
import type { FaultColumns } from './faultActions';
import { FAULT_CAUSES } from './faultCause';
import { exitOf } from './faultExit';
import { FaultHandling } from './FaultHandling';
import { FaultLane, NO_PAGE } from './FaultLane';
import { emptyFault, FaultTable } from './FaultTable';
import type { FoundFault } from './FaultTable';
import { FlushKicks } from './FlushKicks';
import { MappedPages } from './MappedPages';
import { PageChanges } from './PageChanges';
import { PageSums } from './PageSums';
import { settleFault } from './settleFault';
import { StoreRecords } from './StoreRecords';

/** A thread by number. */
export interface FaultThread {
  readonly source: number;
  readonly tid: number;
}

/** Finds why guests' accesses fault and which pages are written against protection: domain reference F. */
export class FaultsPass implements EventPass {
  /** Threads that run vCPUs, in the order of their first exits. */
  readonly lanes: FaultLane[] = [];
  /** By thread number, as the bindings give it; those that changed pages' entries. */
  readonly changers: (FaultThread | undefined)[] = [];
  readonly table = new FaultTable();
  readonly sums: PageSums;
  readonly kicks = new FlushKicks();
  readonly dirtyLogging = new DirtyLogging();
  /** Faults of shadow paging of which no event told the page. */
  virtualFaults = 0;
  /** Events seen, by action: what is missing from a recording explains what cannot be told. */
  readonly seen = new Float64Array(FAULT_ACTIONS);
  /** By thread number. */
  private readonly laneOf: (FaultLane | undefined)[] = [];
  private readonly columns: (FaultColumns | undefined)[] = [];
  private readonly changes = new PageChanges();
  private readonly stores: StoreRecords;
  private readonly handling: FaultHandling;
  /** Lanes that handle a fault now. */
  private readonly open: FaultLane[] = [];
  private readonly found = emptyFault();

  /** From when on a first fault on a page is taken for a first touch. */
  private readonly lateNs: number;

  /** `fromNs`: where begins what is read. */
  constructor(
    private readonly bindings: VcpuBindings,
    private readonly parameters: AnalysisParameters,
    fromNs: number,
  ) {
    this.lateNs = fromNs + parameters.cold_grace;
    this.sums = new PageSums(parameters.max_pages);
    const mapped = new MappedPages(parameters.max_pages);
    this.stores = new StoreRecords(mapped, parameters.pp_window);
    this.handling = new FaultHandling({
      mapped,
      bindings,
      laneOf: this.laneOf,
      changes: this.changes,
      dirtyLogging: this.dirtyLogging,
    });
  }

  /** Takes a block in, which the bindings took in just before. */
  add(block: EventBlock, { kinds }: TraceSoFar): void {
    const { columns, seen } = this;
    fillByKind(columns, kinds, (kind) => faultActionOf(block, kind));
    const { length, kind: kindOf, detail } = block;
    for (let at = 0; at < length; at++) {
      const of = columns[kindOf[at]!];
      if (of === undefined || (detail[at] === NO_DETAIL && of.hasFields)) continue;
      seen[of.action]!++;
      this.take(block, at, of, detail[at]!);
    }
  }

  private take(block: EventBlock, at: number, of: FaultColumns, detail: number): void {
    const thread = this.bindings.threadOfRow[at]!;
    const atNs = block.time[at]!;
    switch (of.action) {
      case FaultAction.Exit: {
        const lane = this.laneOf[thread] ?? this.newLane(thread, of.source, block.tid[at]!);
        lane.binding = this.bindings.ofRow[at]!;
        this.exit(lane, of, detail, atNs);
        return;
      }
      case FaultAction.Entry: {
        const lane = this.laneOf[thread];
        if (lane !== undefined && lane.exitNs >= 0) this.entry(lane, atNs);
        return;
      }
      case FaultAction.Switch:
        if (this.open.length > 0) this.switched(of, detail, atNs);
        return;
      case FaultAction.Call: {
        const lane = this.laneOf[thread];
        if (lane !== undefined) lane.calledNs = atNs;
        return;
      }
      default:
        if ((block.flags[at]! & IN_INTERRUPT) !== 0) return;
        if (of.action >= FaultAction.Change) {
          this.changed(of, detail, thread, block.tid[at]!, atNs);
        } else {
          const lane = this.laneOf[thread];
          if (lane !== undefined && lane.exitNs >= 0) this.handling.take(lane, of, detail, atNs);
        }
    }
  }

  private exit(lane: FaultLane, of: FaultColumns, detail: number, atNs: number): void {
    if (lane.encoding !== undefined) this.close(lane);
    const exit = exitOf(of, detail);
    if (exit.encoding !== undefined) {
      lane.begin(atNs, exit);
      this.handling.begin(lane, of, detail);
      this.open.push(lane);
      return;
    }
    lane.beginOther(atNs, exit);
    const isCalled = exit.isInterrupt && atNs - lane.calledNs <= this.parameters.flush_win;
    if (exit.isKick || isCalled) this.kicked(lane, exit.isKick ? atNs : lane.calledNs);
  }

  /** An exit that another thread's change of a page forces comes right after it (F.6). */
  private kicked(lane: FaultLane, atNs: number): void {
    const { last } = this.changes;
    if (last.thread === lane.thread || atNs - last.atNs > this.parameters.flush_win) return;
    lane.kickedFor = last.gfn;
    lane.kickedNs = atNs;
  }

  private entry(lane: FaultLane, atNs: number): void {
    if (lane.kickedFor !== NO_PAGE)
      this.kicks.add(lane.index, lane.kickedFor, atNs - lane.kickedNs);
    if (lane.encoding !== undefined) {
      if (lane.hasFault) this.settle(lane, atNs);
      this.close(lane);
    }
    lane.enter(atNs);
  }

  private switched(of: FaultColumns, detail: number, atNs: number): void {
    const out = of.low[0]?.[detail];
    const into = of.low[2]?.[detail];
    for (const lane of this.open) {
      if (lane.source !== of.source) continue;
      if (lane.tid === out) {
        const state = of.low[1]?.[detail] ?? 0;
        lane.leave(atNs, !isDisplaced(state));
      } else if (lane.tid === into) lane.comeBack(atNs);
    }
  }

  /** A thread changed pages' entries, or told of it. */
  private changed(
    of: FaultColumns,
    detail: number,
    thread: number,
    tid: number,
    atNs: number,
  ): void {
    if (of.action === FaultAction.PmlFull || of.action === FaultAction.Split) {
      const { dirtyLogging } = this;
      dirtyLogging.see(atNs);
      if (of.action === FaultAction.PmlFull) dirtyLogging.pmlFull++;
      else dirtyLogging.splits++;
      return;
    }
    this.changers[thread] ??= { source: of.source, tid };
    let handled: FaultLane | undefined;
    let several = false;
    for (const lane of this.open) {
      const helps = lane.wokenThread === thread && lane.outNs >= 0 && lane.sleeps;
      if (helps) lane.handlerUnmaps = true;
      const isOwn = lane.thread === thread && !lane.leftKernel;
      if (isOwn && of.action !== FaultAction.Change) lane.unmapsOwn = true;
      if (!helps && lane.thread !== thread) continue;
      several = handled !== undefined;
      handled = lane;
    }
    this.changes.take(of, detail, thread, atNs, several ? undefined : handled);
  }

  private settle(lane: FaultLane, entryNs: number): void {
    const fault = settleFault(lane, entryNs, this.lateNs, this.found);
    if (fault === undefined) return;
    this.count(lane, fault);
    this.table.push(fault);
    if (lane.gfn < 0) {
      if (lane.isShadow) this.virtualFaults++;
      return;
    }
    this.sums.add(lane.index, lane.gfn, fault.exitNs, fault.costNs);
    if (fault.isStore && fault.cause !== 'ksm-cow') this.stores.add(lane, fault);
  }

  private count(lane: FaultLane, fault: FoundFault): void {
    const { cause, costNs, mapper, exitNs, isRetry } = fault;
    const at = FAULT_CAUSES.indexOf(cause);
    lane.faults[at]!++;
    if (isRetry) lane.retries[at]!++;
    lane.costsNs[at]! += costNs;
    if (cause === 'dirty-log') {
      this.dirtyLogging.see(exitNs);
      this.dirtyLogging.loggedStores++;
    }
    if (mapper < 0) return;
    const after = lane.coldAfter.get(mapper) ?? { faults: 0, costNs: 0 };
    after.faults++;
    after.costNs += costNs;
    lane.coldAfter.set(mapper, after);
  }

  private close(lane: FaultLane): void {
    const { open } = this;
    const last = open.pop()!;
    if (last !== lane) open[open.indexOf(lane)] = last;
  }

  private newLane(thread: number, source: number, tid: number): FaultLane {
    const lane = new FaultLane(this.lanes.length, thread, source, tid);
    this.lanes.push(lane);
    this.laneOf[thread] = lane;
    return lane;
  }
}
