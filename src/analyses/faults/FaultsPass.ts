import { TidIndex } from '../../base/TidIndex';
import { NO_DETAIL } from '../../events/EventTable';
import type { EventBlock, EventKind } from '../../events/EventTable';
import { faultAccess } from '../../kvm/faultAccess';
import type { FaultEncoding } from '../../kvm/faultAccess';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { faultActionOf } from './faultActions';
import type { FaultColumns } from './faultActions';
import { FAULT_CAUSES, faultCause, isProtectedWrite } from './faultCause';
import type { FaultCause } from './faultCause';
import { LINE_BYTES, PageRecord } from './PageRecord';
import { PageNumbers } from './PageNumbers';

const IN_INTERRUPT = 0x18;
const PAGE_BYTES = 4096;
const WORD = 2 ** 32;
const MMIO_EXIT = 6;
const EFAULT = 14;
const VMX = 1;
const VMX_EPT_VIOLATION = 48;
const VMX_EXCEPTION = 0;
const SVM_NPF = 0x400;
const SVM_PAGE_FAULT = 0x4e;
/** Pages of one vCPU of which each fault is kept apart. */
const MOST_RECORDS = 16_384;

/** The fault that a vCPU's thread handles, and the faults it had. */
export class FaultLane {
  binding = -1;
  readonly byCause = new Map<FaultCause, number>();
  readonly pages = new Map<number, PageRecord>();
  /** Protected writes to pages beyond the bound. */
  leftOut = 0;
  readonly mapped = new PageNumbers();

  encoding: FaultEncoding | undefined;
  /** With shadow paging the address is the guest's virtual one, unless a kvm_mmio tells better (P-7). */
  isShadow = false;
  exitNs = -1;
  hasFault = false;
  wasMapped = false;
  gpa = 0;
  mmioGpa = -1;
  errorLow = 0;
  errorHigh = 0;
  isMapped = false;
  isFixedFast = false;
  isMmio = false;
  isAsync = false;
  unmapsOwn = false;
  goesToUserspace = false;
  isRefused = false;
  accepted = -1;
  wokenVcpu = -1;

  constructor(readonly tid: number) {}

  /** A fault is handled from its exit on; nothing of an earlier one counts. */
  begin(exitNs: number, encoding: FaultEncoding | undefined, isShadow: boolean): void {
    this.encoding = encoding;
    this.isShadow = isShadow;
    this.exitNs = exitNs;
    this.hasFault = false;
    this.mmioGpa = -1;
    this.isMapped = false;
    this.isFixedFast = false;
    this.isMmio = false;
    this.isAsync = false;
    this.unmapsOwn = false;
    this.goesToUserspace = false;
    this.isRefused = false;
    this.accepted = -1;
    this.wokenVcpu = -1;
  }
}

/** Finds why guests' accesses fault and which pages are written against protection: domain reference F. */
export class FaultsPass {
  /** By thread number; vCPU threads only. */
  readonly lanes: (FaultLane | undefined)[] = [];
  private readonly index = new TidIndex();
  /** Pages that some vCPU mapped; other VMs have pages of the same number. */
  private readonly mapped = new PageNumbers();

  constructor(private readonly bindings: VcpuBindings) {}

  /** Takes a block in, which the bindings took in just before. */
  add(block: EventBlock, kinds: readonly EventKind[]): void {
    const columns = kinds.map((kind) => faultActionOf(block, kind));
    const { length, kind: kindOf, detail } = block;
    for (let at = 0; at < length; at++) {
      const of = columns[kindOf[at]!];
      if (of === undefined || (detail[at] === NO_DETAIL && of.first !== undefined)) continue;
      this.take(block, at, of, detail[at]!);
    }
  }

  private take(block: EventBlock, at: number, of: FaultColumns, detail: number): void {
    const tid = block.tid[at]!;
    if (of.action === 'exit') {
      const lane = this.laneOf(of.source, tid);
      lane.binding = this.bindings.ofRow[at]!;
      const reason = of.first?.[detail] ?? -1;
      const isVmx = of.second?.[detail] === VMX;
      const isShadow = isVmx ? (reason & 0xffff) === VMX_EXCEPTION : reason === SVM_PAGE_FAULT;
      lane.begin(block.time[at]!, encodingOf(isVmx, reason, isShadow), isShadow);
      return;
    }
    const index = this.index.find(of.source, tid);
    const lane = index < 0 ? undefined : this.lanes[index];
    if (lane === undefined || lane.exitNs < 0) return;
    if (of.action === 'entry') {
      if (lane.hasFault) this.settle(lane, block.time[at]!);
      lane.exitNs = -1;
    } else if ((block.flags[at]! & IN_INTERRUPT) === 0) this.handle(lane, of, detail);
  }

  private handle(lane: FaultLane, of: FaultColumns, detail: number): void {
    const first = of.first?.[detail] ?? 0;
    switch (of.action) {
      case 'fault':
        lane.hasFault = true;
        lane.gpa = (of.firstHigh?.[detail] ?? 0) * WORD + first;
        lane.wasMapped = lane.mapped.has(Math.floor(lane.gpa / PAGE_BYTES));
        lane.errorLow = of.second?.[detail] ?? 0;
        lane.errorHigh = of.secondHigh?.[detail] ?? 0;
        break;
      case 'fast':
        lane.isFixedFast ||=
          first !== of.second?.[detail] || of.firstHigh?.[detail] !== of.secondHigh?.[detail];
        break;
      case 'map':
        lane.isMapped ||= lane.hasFault;
        lane.mapped.add((of.firstHigh?.[detail] ?? 0) * WORD + first);
        this.mapped.add((of.firstHigh?.[detail] ?? 0) * WORD + first);
        break;
      case 'mmio':
        lane.isMmio = true;
        if (of.first !== undefined) lane.mmioGpa = (of.firstHigh?.[detail] ?? 0) * WORD + first;
        break;
      case 'async':
        lane.isAsync = true;
        break;
      case 'own-unmap':
        lane.unmapsOwn = true;
        break;
      case 'userspace': {
        const errno = (of.second?.[detail] ?? 0) | 0;
        lane.isRefused ||= errno === -EFAULT;
        lane.goesToUserspace ||= errno === -EFAULT || (errno >= 0 && first === MMIO_EXIT);
        break;
      }
      case 'accept':
        if (first !== this.vcpuOf(lane)) lane.accepted = first;
        break;
      case 'waking':
        lane.wokenVcpu = Math.max(lane.wokenVcpu, this.wokenBy(lane, of.source, first));
        break;
      default:
    }
  }

  private settle(lane: FaultLane, entryNs: number): void {
    const { encoding } = lane;
    if (encoding === undefined) return;
    const gpa = lane.isShadow && lane.mmioGpa >= 0 ? lane.mmioGpa : lane.gpa;
    const gfn = Math.floor(gpa / PAGE_BYTES);
    const signs = {
      access: faultAccess(encoding, lane.errorLow, lane.errorHigh),
      wasMapped: lane.wasMapped,
      isMapped: lane.isMapped,
      isFixedFast: lane.isFixedFast,
      isMmio: lane.isMmio,
      isAsync: lane.isAsync,
      unmapsOwn: lane.unmapsOwn,
      goesToUserspace: lane.goesToUserspace,
      isRefused: lane.isRefused,
    };
    const cause = faultCause(signs);
    lane.byCause.set(cause, (lane.byCause.get(cause) ?? 0) + 1);
    if (isProtectedWrite(signs) && cause !== 'ksm-cow') this.record(lane, gpa, gfn, entryNs);
  }

  private record(lane: FaultLane, gpa: number, gfn: number, entryNs: number): void {
    let page = lane.pages.get(gfn);
    if (page === undefined) {
      if (lane.pages.size >= MOST_RECORDS) {
        lane.leftOut++;
        return;
      }
      lane.pages.set(gfn, (page = new PageRecord(gfn)));
    }
    const line = Math.floor((gpa % PAGE_BYTES) / LINE_BYTES);
    page.faults++;
    page.lines[line]!++;
    page.costNs += entryNs - lane.exitNs;
    if (page.firstNs < 0) page.firstNs = lane.exitNs;
    page.lastNs = lane.exitNs;
    if (lane.isFixedFast && !lane.goesToUserspace) page.fixedFast++;
    const woken = lane.accepted >= 0 ? lane.accepted : lane.wokenVcpu;
    if (woken < 0) {
      if (!this.mapped.has(gfn)) page.unwatched++;
      return;
    }
    page.waking++;
    page.wakingLines[line]!++;
    page.woken.add(woken);
  }

  /** vCPU id of another vCPU's thread that was woken; -1: it is none. */
  private wokenBy(lane: FaultLane, source: number, tid: number): number {
    const index = this.index.find(source, tid);
    const woken = index < 0 ? undefined : this.lanes[index];
    return woken === undefined || woken === lane ? -1 : this.vcpuOf(woken);
  }

  private vcpuOf(lane: FaultLane): number {
    return this.bindings.all[lane.binding]?.vcpu ?? -1;
  }

  private laneOf(source: number, tid: number): FaultLane {
    const index = this.index.indexOf(source, tid);
    return (this.lanes[index] ??= new FaultLane(tid));
  }
}

function encodingOf(isVmx: boolean, reason: number, isShadow: boolean): FaultEncoding | undefined {
  if (isShadow) return 'x86';
  if (isVmx) return (reason & 0xffff) === VMX_EPT_VIOLATION ? 'ept' : undefined;
  return reason === SVM_NPF ? 'x86' : undefined;
}

/** Faults by cause of several vCPUs, every cause named. */
export function addedCauses(lanes: readonly FaultLane[]): ReadonlyMap<FaultCause, number> {
  return new Map(
    FAULT_CAUSES.map((cause) => [
      cause,
      lanes.reduce((sum, { byCause }) => sum + (byCause.get(cause) ?? 0), 0),
    ]),
  );
}
