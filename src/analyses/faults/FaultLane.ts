import type { FaultEncoding } from '../../kvm/faultAccess';
import { FAULT_CAUSES } from './faultCause';
import type { FaultVerdict } from './faultCause';
import { PageRecords } from './PageRecords';

/** A guest that ran longer than this tries no refused access again: it takes µs, on emulated CPUs some 100. */
const RETRY_NS = 1_000_000;

/** No page is meant. */
export const NO_PAGE = -2;

/** Why a vCPU's thread left its guest, as far as page faults are concerned. */
export interface FaultExit {
  readonly encoding: FaultEncoding | undefined;
  /** With shadow paging the address is the guest's virtual one, unless another event tells better (P-7). */
  readonly isShadow: boolean;
  /** EPT_MISCONFIG: KVM's mark of MMIO in EPT tables. */
  readonly isMisconfig: boolean;
  /** A host interrupt: the guest goes on as if nothing had been. */
  readonly isInterrupt: boolean;
}

/** A store that was refused, until the guest tries it again. */
export interface RefusedAccess {
  readonly gfn: number;
  readonly gpaLow: number;
  readonly ripLow: number;
  readonly ripHigh: number;
  readonly verdict: FaultVerdict;
}

/** The fault that a vCPU's thread handles, and the sums of those it had. */
export class FaultLane {
  binding = -1;
  /** By the order of `FAULT_CAUSES`. */
  readonly faults = new Float64Array(FAULT_CAUSES.length);
  readonly costsNs = new Float64Array(FAULT_CAUSES.length);
  /** Of these faults, those by an access that the fault before had not let through. */
  readonly retries = new Float64Array(FAULT_CAUSES.length);
  /** Cold faults into pages that another lane had mapped: refaults, where that is a vCPU of the same VM. */
  readonly coldAfter = new Map<number, { faults: number; costNs: number }>();
  readonly pages = new PageRecords();
  refused: RefusedAccess | undefined;
  /** When the guest was entered last; -1: not since an exit. */
  enteredNs = -1;
  /** How long the guest ran since the refused access. */
  private ranNs = 0;

  encoding: FaultEncoding | undefined;
  isShadow = false;
  exitNs = -1;
  hasFault = false;
  ripLow = 0;
  ripHigh = 0;
  codeLow = 0;
  codeHigh = 0;
  hasGpa = false;
  gpaLow = 0;
  gpaHigh = 0;
  /** Of a shadow-paging fault: the page's own address tells only where in the page. */
  virtualLow = 0;
  gfn = NO_PAGE;
  wasMapped = false;
  wasMappedHuge = false;
  mapper = -1;
  actor = -1;
  /** The page is told to have been mapped when the actor took it away, and not only to be in a range of pages. */
  isTakenAway = false;
  did: 'write-protected' | 'unmapped' | 'memslot-change' = 'unmapped';
  isMapped = false;
  isRequested = false;
  isFixedFast = false;
  isSpurious = false;
  isMmio = false;
  isFastMmio = false;
  isAsync = false;
  isEmulated = false;
  isNested = false;
  pushesDirtyRing = false;
  unmapsOwn = false;
  goesToUserspace = false;
  /** KVM_RUN returned: what the thread does from here on is user space's doing. */
  leftKernel = false;
  isRefused = false;
  accepted = -1;
  /** vCPU that had left its guest before this one did. */
  wokenVcpu = -1;
  /** One that left it only after: it is meant where no other was woken. */
  wokenLater = -1;
  /** Number of a thread without vCPU that was woken last. */
  wokenThread = -1;
  handlerUnmaps = false;
  /** Since when the thread has no host CPU; -1: it has one. */
  outNs = -1;
  sleeps = false;
  sleptNs = 0;
  preemptedNs = 0;
  /** Page whose new protection forced this exit; NO_PAGE: none did. */
  kickedFor = NO_PAGE;
  kickedNs = -1;
  /** When its host CPU was last interrupted to run a function. */
  calledNs = -Infinity;

  /** `index`: its place among the lanes; `thread`: number of its thread, as the bindings give it. */
  constructor(
    readonly index: number,
    readonly thread: number,
    readonly source: number,
    readonly tid: number,
  ) {}

  /** An exit for another reason than a fault. */
  beginOther(exitNs: number, { isInterrupt }: FaultExit): void {
    this.leaveGuest(exitNs);
    if (!isInterrupt) this.refused = undefined;
    this.encoding = undefined;
    this.hasFault = false;
  }

  /** A fault is handled from its exit on; nothing of an earlier one counts. */
  begin(exitNs: number, { encoding, isShadow, isMisconfig }: FaultExit): void {
    this.leaveGuest(exitNs);
    this.encoding = encoding;
    this.isShadow = isShadow;
    this.hasFault = isMisconfig;
    this.codeLow = 0;
    this.codeHigh = 0;
    this.hasGpa = false;
    this.gpaLow = 0;
    this.gpaHigh = 0;
    this.gfn = NO_PAGE;
    this.wasMapped = false;
    this.wasMappedHuge = false;
    this.mapper = -1;
    this.actor = -1;
    this.isTakenAway = false;
    this.isMapped = false;
    this.isRequested = false;
    this.isFixedFast = false;
    this.isSpurious = false;
    this.isMmio = isMisconfig;
    this.isFastMmio = false;
    this.isAsync = false;
    this.isEmulated = false;
    this.isNested = false;
    this.pushesDirtyRing = false;
    this.unmapsOwn = false;
    this.goesToUserspace = false;
    this.leftKernel = false;
    this.isRefused = false;
    this.accepted = -1;
    this.wokenVcpu = -1;
    this.wokenLater = -1;
    this.wokenThread = -1;
    this.handlerUnmaps = false;
    this.outNs = -1;
    this.sleptNs = 0;
    this.preemptedNs = 0;
  }

  /** The guest goes on. */
  enter(atNs: number): void {
    this.encoding = undefined;
    this.exitNs = -1;
    this.enteredNs = atNs;
  }

  /** The access was not let through: the guest will try it again; undefined: it was. */
  refuse(access: RefusedAccess | undefined): void {
    this.refused = access;
    this.ranNs = 0;
  }

  /** The thread lost its host CPU. */
  leave(atNs: number, sleeps: boolean): void {
    this.outNs = atNs;
    this.sleeps = sleeps;
  }

  /** The thread got a host CPU. */
  comeBack(atNs: number): void {
    if (this.outNs < 0) return;
    if (this.sleeps) this.sleptNs += atNs - this.outNs;
    else this.preemptedNs += atNs - this.outNs;
    this.outNs = -1;
  }

  private leaveGuest(exitNs: number): void {
    this.ranNs += this.enteredNs < 0 ? RETRY_NS : exitNs - this.enteredNs;
    if (this.ranNs >= RETRY_NS) this.refused = undefined;
    this.enteredNs = -1;
    this.exitNs = exitNs;
    this.kickedFor = NO_PAGE;
  }
}
