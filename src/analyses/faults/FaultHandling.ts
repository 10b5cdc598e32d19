import { TWO_32 } from '../../base/twoTo32';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import type { DirtyLogging } from './DirtyLogging';
import { FaultAction } from './faultActions';
import type { FaultColumns } from './faultActions';
import { ripOfExit, takeExitCode } from './faultExit';
import type { FaultLane } from './FaultLane';
import { gfnOfWords } from './FaultTable';
import type { MappedPages } from './MappedPages';
import type { PageChanges } from './PageChanges';

const PAGE_MASK = PAGE_BYTES - 1;
/** KVM_EXIT_UNKNOWN and KVM_EXIT_MMIO of include/uapi/linux/kvm.h. */
const UNKNOWN_EXIT = 0;
const MMIO_EXIT = 6;
const EFAULT = 14;
const WRITE_RIGHT = 0x2;

export interface FaultSurroundings {
  readonly mapped: MappedPages;
  readonly bindings: VcpuBindings;
  /** By thread number. */
  readonly laneOf: readonly (FaultLane | undefined)[];
  readonly changes: PageChanges;
  readonly dirtyLogging: DirtyLogging;
}

/** What a vCPU's thread does between an exit and the next entry, as far as a fault goes. */
export class FaultHandling {
  constructor(private readonly around: FaultSurroundings) {}

  /** The exit is a fault; on SVM it tells the page, too. */
  begin(lane: FaultLane, of: FaultColumns, detail: number): void {
    ripOfExit(lane, of, detail);
    takeExitCode(lane, of, detail);
    if (lane.hasGpa) this.know(lane, gfnOfWords(lane.gpaLow, lane.gpaHigh));
  }

  take(lane: FaultLane, of: FaultColumns, detail: number, atNs: number): void {
    if (of.action === FaultAction.Map) this.map(lane, of, detail, atNs);
    else if (of.action === FaultAction.DirtyRing) this.pushToRing(lane, atNs);
    else if (lane.encoding !== undefined) this.handle(lane, of, detail, atNs);
  }

  private handle(lane: FaultLane, of: FaultColumns, detail: number, atNs: number): void {
    const first = of.low[0]?.[detail] ?? 0;
    switch (of.action) {
      case FaultAction.Fault:
        this.fault(lane, of, detail);
        break;
      case FaultAction.Fast:
        this.fixFast(lane, of, detail, atNs);
        break;
      case FaultAction.Requested:
        lane.isRequested = true;
        if (lane.hasFault && lane.isShadow) this.place(lane, first, of.high[0]?.[detail] ?? 0);
        break;
      case FaultAction.Mmio:
      case FaultAction.FastMmio:
        lane.isMmio = true;
        lane.isFastMmio ||= of.action === FaultAction.FastMmio;
        if (of.hasFields && (lane.isShadow || !lane.hasGpa)) {
          lane.gpaLow = first;
          lane.gpaHigh = of.high[0]?.[detail] ?? 0;
          lane.hasGpa = true;
          this.know(lane, gfnOfWords(lane.gpaLow, lane.gpaHigh));
        }
        break;
      case FaultAction.MmioMark:
        lane.isMmio = true;
        break;
      case FaultAction.Userspace:
        this.leaveKernel(lane, of, detail);
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
        this.wake(lane, of.source, first);
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

  private fixFast(lane: FaultLane, of: FaultColumns, detail: number, atNs: number): void {
    const { mapped } = this.around;
    const now = of.low[0]?.[detail] ?? 0;
    const old = of.low[1]?.[detail] ?? 0;
    const isChanged = now !== old || (of.high[0]?.[detail] ?? 0) !== (of.high[1]?.[detail] ?? 0);
    lane.isFixedFast ||= isChanged;
    if (isChanged && (now & WRITE_RIGHT) !== 0 && lane.gfn >= 0) {
      const row = mapped.find(lane.gfn);
      if (row >= 0) mapped.allowWrites(row, atNs);
    }
    // The entry allowed the store by then: somebody else's fault had been served.
    lane.isSpurious ||= !isChanged && (old & WRITE_RIGHT) !== 0;
  }

  private map(lane: FaultLane, of: FaultColumns, detail: number, atNs: number): void {
    const first = of.low[0]?.[detail] ?? 0;
    const firstHigh = of.high[0]?.[detail] ?? 0;
    const isWritable = ((of.low[2]?.[detail] ?? WRITE_RIGHT) & WRITE_RIGHT) !== 0;
    if (lane.hasFault && lane.isShadow) this.place(lane, first, firstHigh);
    lane.isMapped ||= lane.hasFault;
    const level = of.low[1]?.[detail] ?? 1;
    this.around.mapped.add(firstHigh * TWO_32 + first, level, lane.index, atNs, isWritable);
  }

  private pushToRing(lane: FaultLane, atNs: number): void {
    const { dirtyLogging } = this.around;
    lane.pushesDirtyRing = true;
    dirtyLogging.see(atNs);
    dirtyLogging.ringPushes++;
  }

  private leaveKernel(lane: FaultLane, of: FaultColumns, detail: number): void {
    const reason = of.low[0]?.[detail] ?? 0;
    // Texts print no errno, and of a KVM_RUN that failed the reason KVM_EXIT_UNKNOWN.
    const isFailure = of.low[1] === undefined && reason === UNKNOWN_EXIT && lane.hasFault;
    const errno = isFailure ? -EFAULT : (of.low[1]?.[detail] ?? 0) | 0;
    lane.leftKernel = true;
    lane.isRefused ||= errno === -EFAULT;
    lane.goesToUserspace ||= errno === -EFAULT || (errno >= 0 && reason === MMIO_EXIT);
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
    const { mapped, changes } = this.around;
    const row = mapped.find(gfn);
    const mapper = row < 0 ? -1 : mapped.mapper(row);
    lane.gfn = gfn;
    lane.wasMapped = row >= 0 && mapped.hasOwn(gfn, lane.index);
    lane.mapper = lane.wasMapped ? -1 : mapper;
    lane.wasMappedHuge = row >= 0 && mapped.isLarge(row);
    lane.isSpurious ||= row >= 0 && mapper !== lane.index && mapped.mappedNs(row) >= lane.exitNs;
    const found =
      row < 0
        ? changes.latest(gfn, -1, -1)
        : changes.latest(gfn, mapped.writableNs(row), mapped.mappedNs(row));
    lane.actor = found?.thread ?? -1;
    lane.did = found?.what ?? 'unmapped';
    lane.isTakenAway = found !== undefined && (row >= 0 || found.isOfEntry);
  }

  private wake(lane: FaultLane, source: number, tid: number): void {
    const { bindings, laneOf } = this.around;
    const thread = bindings.threads.indexOf(source, tid);
    const woken = laneOf[thread];
    if (woken === undefined) {
      lane.wokenThread = thread;
      return;
    }
    if (woken === lane) return;
    const vcpu = this.vcpuOf(woken);
    if (woken.exitNs <= lane.exitNs) lane.wokenVcpu = Math.max(lane.wokenVcpu, vcpu);
    else lane.wokenLater = Math.max(lane.wokenLater, vcpu);
  }

  private vcpuOf(lane: FaultLane): number {
    return this.around.bindings.all[lane.binding]?.vcpu ?? -1;
  }
}
