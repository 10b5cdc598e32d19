import { TidIndex } from '../../base/TidIndex';
import { TWO_32 } from '../../base/twoTo32';
import type { EventPass, TraceSoFar } from '../../events/EventPass';
import { NO_DETAIL } from '../../events/EventTable';
import type { EventBlock } from '../../events/EventTable';
import { fillByKind } from '../../events/fillByKind';
import type { AnalysisParameters } from '../../vcpu/AnalysisParameters';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import { DirtyLogging } from './DirtyLogging';
import { FAULT_ACTIONS, FaultAction, faultActionOf } from './faultActions';
import type { FaultColumns } from './faultActions';
import { FAULT_CAUSES } from './faultCause';
import { exitOf, ripOfExit, takeExitCode } from './faultExit';
import { FaultLane, NO_PAGE } from './FaultLane';
import { emptyFault, FaultTable, gfnOfWords } from './FaultTable';
import type { FoundFault } from './FaultTable';
import { FlushKicks } from './FlushKicks';
import { MappedPages } from './MappedPages';
import { PageChanges } from './PageChanges';
import { PageSums } from './PageSums';
import { settleFault } from './settleFault';
import { StoreRecords } from './StoreRecords';

const IN_INTERRUPT = 0x18;
const PAGE_MASK = PAGE_BYTES - 1;
const UNKNOWN_EXIT = 0;
const MMIO_EXIT = 6;
const EFAULT = 14;
const WRITE_RIGHT = 0x2;

/** A thread by number. */
export interface FaultThread {
  readonly source: number;
  readonly tid: number;
}

/** Finds why guests' accesses fault and which pages are written against protection: domain reference F. */
export class FaultsPass implements EventPass {
  /** By thread number; vCPU threads only. */
  readonly lanes: (FaultLane | undefined)[] = [];
  /** By thread number. */
  readonly threads: FaultThread[] = [];
  readonly table = new FaultTable();
  readonly sums: PageSums;
  readonly kicks = new FlushKicks();
  readonly dirtyLogging = new DirtyLogging();
  /** Events seen, by action: what is missing from a recording explains what cannot be told. */
  readonly seen = new Float64Array(FAULT_ACTIONS);
  private readonly columns: (FaultColumns | undefined)[] = [];
  private readonly index = new TidIndex();
  private readonly mapped: MappedPages;
  private readonly changes = new PageChanges();
  private readonly stores: StoreRecords;
  /** Lanes that handle a fault now. */
  private readonly open = new Set<FaultLane>();
  private readonly found = emptyFault();

  constructor(
    private readonly bindings: VcpuBindings,
    private readonly parameters: AnalysisParameters,
  ) {
    this.sums = new PageSums(parameters.max_pages);
    this.mapped = new MappedPages(parameters.max_pages);
    this.stores = new StoreRecords(this.mapped, parameters.pp_window);
  }

  /** Takes a block in, which the bindings took in just before. */
  add(block: EventBlock, { kinds }: TraceSoFar): void {
    const { columns } = this;
    fillByKind(columns, kinds, (kind) => faultActionOf(block, kind));
    const { length, kind: kindOf, detail } = block;
    for (let at = 0; at < length; at++) {
      const of = columns[kindOf[at]!];
      if (of === undefined || (detail[at] === NO_DETAIL && of.hasFields)) continue;
      this.seen[of.action]!++;
      this.take(block, at, of, detail[at]!);
    }
  }

  private take(block: EventBlock, at: number, of: FaultColumns, detail: number): void {
    const tid = block.tid[at]!;
    const atNs = block.time[at]!;
    switch (of.action) {
      case FaultAction.Exit:
        this.exit(of, detail, tid, atNs, this.bindings.ofRow[at]!);
        return;
      case FaultAction.Entry: {
        const lane = this.laneOfTid(of.source, tid);
        if (lane !== undefined && lane.exitNs >= 0) this.entry(lane, atNs);
        return;
      }
      case FaultAction.Switch:
        if (this.open.size > 0) this.switched(of, detail, atNs);
        return;
      case FaultAction.Call: {
        const lane = this.laneOfTid(of.source, tid);
        if (lane !== undefined) lane.calledNs = atNs;
        return;
      }
      default:
        if ((block.flags[at]! & IN_INTERRUPT) !== 0) return;
        if (of.action >= FaultAction.Change) this.changed(of, detail, tid, atNs);
        else {
          const lane = this.laneOfTid(of.source, tid);
          if (lane !== undefined && lane.exitNs >= 0) this.handle(lane, of, detail, atNs);
        }
    }
  }

  private exit(of: FaultColumns, detail: number, tid: number, atNs: number, binding: number): void {
    const lane = this.laneOf(of.source, tid);
    this.open.delete(lane);
    lane.binding = binding;
    const exit = exitOf(of, detail);
    lane.begin(atNs, exit);
    if (exit.encoding !== undefined) {
      ripOfExit(lane, of, detail);
      takeExitCode(lane, of, detail);
      if (lane.hasGpa) this.know(lane, gfnOfWords(lane.gpaLow, lane.gpaHigh));
      this.open.add(lane);
    } else if (
      exit.isKick ||
      (exit.isInterrupt && atNs - lane.calledNs <= this.parameters.flush_win)
    ) {
      this.kicked(lane, exit.isKick ? atNs : lane.calledNs);
    }
  }

  /** An exit that another thread's change of a page forces comes right after it (F.6). */
  private kicked(lane: FaultLane, atNs: number): void {
    const { last } = this.changes;
    if (last.thread === lane.index || atNs - last.atNs > this.parameters.flush_win) return;
    lane.kickedFor = last.gfn;
    lane.kickedNs = atNs;
  }

  private entry(lane: FaultLane, atNs: number): void {
    if (lane.kickedFor !== NO_PAGE)
      this.kicks.add(lane.index, lane.kickedFor, atNs - lane.kickedNs);
    if (lane.hasFault) this.settle(lane, atNs);
    lane.exitNs = -1;
    lane.enteredNs = atNs;
    this.open.delete(lane);
  }

  private switched(of: FaultColumns, detail: number, atNs: number): void {
    const out = this.laneOfTid(of.source, of.low[0]?.[detail] ?? -1);
    if (out !== undefined && this.open.has(out)) {
      const state = of.low[1]?.[detail] ?? 0;
      out.leave(atNs, state !== 0 && state < 0x100);
    }
    const into = this.laneOfTid(of.source, of.low[2]?.[detail] ?? -1);
    if (into !== undefined && this.open.has(into)) into.comeBack(atNs);
  }

  /** A thread changed pages' entries, or told of it. */
  private changed(of: FaultColumns, detail: number, tid: number, atNs: number): void {
    if (of.action === FaultAction.PmlFull || of.action === FaultAction.Split) {
      const { dirtyLogging } = this;
      dirtyLogging.see(atNs);
      if (of.action === FaultAction.PmlFull) dirtyLogging.pmlFull++;
      else dirtyLogging.splits++;
      return;
    }
    const thread = this.threadOf(of.source, tid);
    let handled: FaultLane | undefined;
    let several = false;
    for (const lane of this.open) {
      const helps = lane.wokenThread === thread && lane.outNs >= 0 && lane.sleeps;
      if (helps) lane.handlerUnmaps = true;
      const isOwn = lane.index === thread && !lane.leftKernel;
      if (isOwn && of.action !== FaultAction.Change) lane.unmapsOwn = true;
      if (!helps && lane.index !== thread) continue;
      several = handled !== undefined;
      handled = lane;
    }
    this.changes.take(of, detail, { thread, atNs }, several ? undefined : handled);
  }

  private handle(lane: FaultLane, of: FaultColumns, detail: number, atNs: number): void {
    const first = of.low[0]?.[detail] ?? 0;
    const firstHigh = of.high[0]?.[detail] ?? 0;
    switch (of.action) {
      case FaultAction.Fault:
        this.fault(lane, of, detail);
        break;
      case FaultAction.Fast: {
        const old = of.low[1]?.[detail] ?? 0;
        const isChanged = first !== old || firstHigh !== (of.high[1]?.[detail] ?? 0);
        lane.isFixedFast ||= isChanged;
        if (isChanged && (first & WRITE_RIGHT) !== 0 && lane.gfn >= 0) {
          this.mapped.allowWrites(lane.gfn, atNs);
        }
        // The entry allowed the store by then: somebody else's fault had been served.
        lane.isSpurious ||= !isChanged && (old & WRITE_RIGHT) !== 0;
        break;
      }
      case FaultAction.Requested:
        lane.isRequested = true;
        if (lane.hasFault && lane.isShadow) this.place(lane, first, firstHigh);
        break;
      case FaultAction.Map: {
        const isWritable = ((of.low[2]?.[detail] ?? WRITE_RIGHT) & WRITE_RIGHT) !== 0;
        if (lane.hasFault && lane.isShadow) this.place(lane, first, firstHigh);
        lane.isMapped ||= lane.hasFault;
        const level = of.low[1]?.[detail] ?? 1;
        this.mapped.add(firstHigh * TWO_32 + first, level, lane.index, atNs, isWritable);
        break;
      }
      case FaultAction.Mmio:
      case FaultAction.FastMmio:
        lane.isMmio = true;
        lane.isFastMmio ||= of.action === FaultAction.FastMmio;
        if (of.hasFields && (lane.isShadow || !lane.hasGpa)) {
          lane.gpaLow = first;
          lane.gpaHigh = firstHigh;
          lane.hasGpa = true;
          this.know(lane, gfnOfWords(first, firstHigh));
        }
        break;
      case FaultAction.Userspace: {
        // Texts print no errno, and of a KVM_RUN that failed the reason KVM_EXIT_UNKNOWN.
        const isFailure = of.low[1] === undefined && first === UNKNOWN_EXIT && lane.hasFault;
        const errno = isFailure ? -EFAULT : (of.low[1]?.[detail] ?? 0) | 0;
        lane.leftKernel = true;
        lane.isRefused ||= errno === -EFAULT;
        lane.goesToUserspace ||= errno === -EFAULT || (errno >= 0 && first === MMIO_EXIT);
        break;
      }
      case FaultAction.DirtyRing:
        lane.pushesDirtyRing = true;
        this.dirtyLogging.see(atNs);
        this.dirtyLogging.ringPushes++;
        break;
      default:
        this.mark(lane, of, first);
    }
  }

  /** Events of which it only counts that they were there. */
  private mark(lane: FaultLane, of: FaultColumns, first: number): void {
    switch (of.action) {
      case FaultAction.MmioMark:
        lane.isMmio = true;
        break;
      case FaultAction.Async:
        lane.isAsync = true;
        break;
      case FaultAction.Emulate:
        lane.isEmulated = true;
        break;
      case FaultAction.Nested:
        lane.isNested = true;
        break;
      case FaultAction.Accept:
        if (first !== this.vcpuOf(lane)) lane.accepted = first;
        break;
      case FaultAction.Waking:
        this.wakes(lane, of.source, first);
        break;
      default:
    }
  }

  private fault(lane: FaultLane, of: FaultColumns, detail: number): void {
    lane.hasFault = true;
    const low = of.low[0]?.[detail] ?? 0;
    const code = of.low[1]?.[detail] ?? 0;
    // The event kept 32 bits of the code until 6.0, the exit has all 64.
    if (lane.codeLow !== code || of.high[1] !== undefined) {
      lane.codeLow = code;
      lane.codeHigh = of.high[1]?.[detail] ?? 0;
    }
    lane.virtualLow = low;
    if (lane.isShadow) return;
    lane.gpaLow = low;
    lane.gpaHigh = of.high[0]?.[detail] ?? 0;
    lane.hasGpa = true;
    this.know(lane, gfnOfWords(lane.gpaLow, lane.gpaHigh));
  }

  /** Shadow paging tells the page where it maps it, and where in the page by the virtual address. */
  private place(lane: FaultLane, gfnLow: number, gfnHigh: number): void {
    const gpa = (gfnHigh * TWO_32 + gfnLow) * PAGE_BYTES + (lane.virtualLow & PAGE_MASK);
    lane.gpaLow = gpa % TWO_32;
    lane.gpaHigh = Math.floor(gpa / TWO_32);
    lane.hasGpa = true;
    this.know(lane, gfnHigh * TWO_32 + gfnLow);
  }

  /** What was known of the page when it faulted. */
  private know(lane: FaultLane, gfn: number): void {
    if (lane.gfn === gfn) return;
    const { mapped } = this;
    const mapper = mapped.mapper(gfn);
    lane.gfn = gfn;
    lane.wasMapped = mapped.hasOwn(gfn, lane.index);
    lane.mapper = lane.wasMapped ? -1 : mapper;
    lane.wasMappedHuge = mapped.isLarge(gfn);
    lane.isSpurious ||= mapper !== lane.index && mapped.mappedNs(gfn) >= lane.exitNs;
    const found = this.changes.downgrades.latest(gfn, mapped.writableNs(gfn));
    lane.actor = found?.thread ?? -1;
    lane.did = found?.what ?? 'unmapped';
  }

  private wakes(lane: FaultLane, source: number, tid: number): void {
    const thread = this.threadOf(source, tid);
    const woken = this.lanes[thread];
    if (woken === undefined) lane.wokenThread = thread;
    else if (woken !== lane) lane.wokenVcpu = Math.max(lane.wokenVcpu, this.vcpuOf(woken));
  }

  private settle(lane: FaultLane, entryNs: number): void {
    const fault = settleFault(lane, entryNs, this.parameters.cold_grace, this.found);
    if (fault === undefined) return;
    this.count(lane, fault);
    this.table.push(fault);
    if (lane.gfn >= 0) {
      const cause = FAULT_CAUSES.indexOf(fault.cause);
      this.sums.add(lane.index, lane.gfn, cause, fault.exitNs, fault.costNs);
    }
    if (fault.isStore && fault.cause !== 'ksm-cow' && lane.gfn >= 0) this.stores.add(lane, fault);
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

  private vcpuOf(lane: FaultLane): number {
    return this.bindings.all[lane.binding]?.vcpu ?? -1;
  }

  private threadOf(source: number, tid: number): number {
    const index = this.index.indexOf(source, tid);
    this.threads[index] ??= { source, tid };
    return index;
  }

  private laneOf(source: number, tid: number): FaultLane {
    const index = this.threadOf(source, tid);
    return (this.lanes[index] ??= new FaultLane(index, source, tid));
  }

  private laneOfTid(source: number, tid: number): FaultLane | undefined {
    const index = this.index.find(source, tid);
    return index < 0 ? undefined : this.lanes[index];
  }
}
