import type { FaultAccess } from '../../kvm/faultAccess';

/** Why a guest's access faulted: domain reference F.2. Names that outside checks rely on. */
export const FAULT_CAUSES = [
  'cold',
  'write-protect',
  'sharing',
  'dirty-log',
  'ksm-cow',
  'notifier-zap',
  'access-tracking',
  'huge-split',
  'nx',
  'mmio',
  'userspace-protection',
  'async-pf',
  'unknown',
] as const;

export type FaultCause = (typeof FAULT_CAUSES)[number];

/** What tells a fault's cause, or why it cannot be told. */
export const FAULT_REASONS = [
  'user-refused',
  'user-completed',
  'handler-unmapped',
  'handler-woken',
  'own-unmap',
  'dirty-ring',
  'fixed-by-dirty-log',
  'split-to-small',
  'emulated',
  'write-protected',
  'async',
  'mmio',
  'fetch-refused',
  'unmapped-by',
  'mapped-before',
  'first',
  'early',
  'access-tracked',
  'spurious',
  'nested',
  'no-address',
  'nothing-seen',
  'virtual-address',
  'first-or-zapped',
  'mapping-untold',
] as const;

export type FaultReason = (typeof FAULT_REASONS)[number];

/** How KVM, or user space, let the access through. */
export const FAULT_REPAIRS = [
  'none',
  'fast',
  'mapped',
  'spurious',
  'emulated',
  'userspace',
  'ioeventfd',
  'async',
  'handler',
] as const;

export type FaultRepair = (typeof FAULT_REPAIRS)[number];

/** What was seen while a thread handled a fault. */
export interface FaultSigns {
  readonly access: FaultAccess;
  readonly hasAddress: boolean;
  /** Of shadow paging: its own address is the guest's virtual one. */
  readonly isShadow: boolean;
  /** The page was mapped before this fault: by this vCPU, or by whichever. */
  readonly wasMapped: boolean;
  /** It was mapped as part of a larger page. */
  readonly wasMappedHuge: boolean;
  /** kvm_mmu_set_spte: the slow path mapped it. */
  readonly isMapped: boolean;
  /** fast_page_fault changed the entry. */
  readonly isFixedFast: boolean;
  /** The entry allowed the access by then: another vCPU's fault had been served. */
  readonly isSpurious: boolean;
  readonly isMmio: boolean;
  readonly isAsync: boolean;
  readonly isEmulated: boolean;
  /** A vCPU of a guest's guest: its exit goes to that guest's hypervisor. */
  readonly isNested: boolean;
  readonly pushesDirtyRing: boolean;
  /** The thread itself unmapped the page: it broke a copy on write. */
  readonly unmapsOwn: boolean;
  /** The thread woke another one, slept, and that one unmapped something meanwhile. */
  readonly handlerUnmaps: boolean;
  /** The thread woke another one that runs no vCPU and slept, with nothing mapped. */
  readonly handlerWoken: boolean;
  /** User space had to handle it: it refused the access, or the slot is read-only. */
  readonly goesToUserspace: boolean;
  /** KVM_RUN failed with EFAULT: user space protects the page. */
  readonly isRefused: boolean;
  /** Who unmapped the page since it was mapped was seen. */
  readonly hasActor: boolean;
  /** Pages were unmapped together, this one among them if it had been mapped: nothing tells that it was. */
  readonly isInZappedRange: boolean;
  /** The recording is older than parameter `cold_grace`: what was mapped before it would have faulted. */
  readonly isLate: boolean;
}

export interface FaultVerdict {
  readonly cause: FaultCause;
  /** 0 to 100: how sure it is. */
  readonly rank: number;
  readonly reason: FaultReason;
}

/** What a fault can come to: no object a fault. */
const VERDICTS = {
  nested: { cause: 'unknown', rank: 0, reason: 'nested' },
  mmio: { cause: 'mmio', rank: 95, reason: 'mmio' },
  async: { cause: 'async-pf', rank: 90, reason: 'async' },
  spurious: { cause: 'unknown', rank: 0, reason: 'spurious' },
  notExecutable: { cause: 'nx', rank: 85, reason: 'fetch-refused' },
  tracked: { cause: 'access-tracking', rank: 75, reason: 'access-tracked' },
  unseen: { cause: 'unknown', rank: 0, reason: 'nothing-seen' },
  copied: { cause: 'ksm-cow', rank: 70, reason: 'own-unmap' },
  unmapped: { cause: 'notifier-zap', rank: 80, reason: 'unmapped-by' },
  mappedBefore: { cause: 'notifier-zap', rank: 65, reason: 'mapped-before' },
  noAddress: { cause: 'unknown', rank: 0, reason: 'no-address' },
  virtualAddress: { cause: 'unknown', rank: 0, reason: 'virtual-address' },
  firstOrZapped: { cause: 'cold', rank: 40, reason: 'first-or-zapped' },
  first: { cause: 'cold', rank: 70, reason: 'first' },
  early: { cause: 'cold', rank: 40, reason: 'early' },
  refused: { cause: 'userspace-protection', rank: 95, reason: 'user-refused' },
  completed: { cause: 'userspace-protection', rank: 85, reason: 'user-completed' },
  handled: { cause: 'userspace-protection', rank: 80, reason: 'handler-unmapped' },
  ring: { cause: 'dirty-log', rank: 90, reason: 'dirty-ring' },
  split: { cause: 'huge-split', rank: 70, reason: 'split-to-small' },
  logged: { cause: 'dirty-log', rank: 75, reason: 'fixed-by-dirty-log' },
  handlerWoken: { cause: 'userspace-protection', rank: 60, reason: 'handler-woken' },
  watched: { cause: 'write-protect', rank: 75, reason: 'emulated' },
  protected: { cause: 'write-protect', rank: 60, reason: 'write-protected' },
} as const satisfies Readonly<Record<string, FaultVerdict>>;

/** A fault on a page that another vCPU of the VM had mapped, as only the whole trace tells. */
export const MAPPED_BEFORE: FaultVerdict = VERDICTS.mappedBefore;

/** A store into a page whose entry forbids it (P-4, P-5): KVM refuses what user space protects, mapped or not. */
export function isProtectedWrite(signs: FaultSigns): boolean {
  const { isWrite, isPresent, isWritable, isTableWalk, isReserved } = signs.access;
  if (!isWrite || isTableWalk || isReserved || signs.isSpurious || signs.isNested) return false;
  if (isPresent) return !isWritable;
  return !signs.isMapped && signs.isRefused;
}

/** First match wins (F.2, with P-4). Whether a page is shared is only told by all of its faults. */
export function faultCause(signs: FaultSigns): FaultVerdict {
  const { access } = signs;
  if (signs.isNested) return VERDICTS.nested;
  if (isProtectedWrite(signs)) return protectedWriteCause(signs);
  if (signs.isMmio || access.isReserved) return VERDICTS.mmio;
  if (signs.isAsync) return VERDICTS.async;
  if (signs.isSpurious) return VERDICTS.spurious;
  if (access.isPresent && access.isFetch && !access.isExecutable) {
    return VERDICTS.notExecutable;
  }
  if (signs.isFixedFast) return VERDICTS.tracked;
  if (access.isPresent) return VERDICTS.unseen;
  if (signs.unmapsOwn) return VERDICTS.copied;
  if (signs.hasActor) return VERDICTS.unmapped;
  if (signs.wasMapped) return VERDICTS.mappedBefore;
  if (!signs.hasAddress) return signs.isShadow ? VERDICTS.virtualAddress : VERDICTS.noAddress;
  if (signs.isInZappedRange) return VERDICTS.firstOrZapped;
  return signs.isLate ? VERDICTS.first : VERDICTS.early;
}

function protectedWriteCause(signs: FaultSigns): FaultVerdict {
  if (signs.isRefused) return VERDICTS.refused;
  if (signs.goesToUserspace) return VERDICTS.completed;
  if (signs.unmapsOwn) return VERDICTS.copied;
  if (signs.handlerUnmaps) return VERDICTS.handled;
  if (signs.pushesDirtyRing) return VERDICTS.ring;
  if (signs.wasMappedHuge && signs.isMapped) return VERDICTS.split;
  if (signs.isFixedFast) return VERDICTS.logged;
  if (signs.handlerWoken) return VERDICTS.handlerWoken;
  if (signs.isEmulated) return VERDICTS.watched;
  return VERDICTS.protected;
}

/** What let the access through. */
export function faultRepair(signs: FaultSigns, isFastMmio: boolean): FaultRepair {
  if (signs.goesToUserspace) return 'userspace';
  if (isFastMmio) return 'ioeventfd';
  if (signs.isMapped) return 'mapped';
  if (signs.isFixedFast) return 'fast';
  if (signs.isSpurious) return 'spurious';
  if (signs.isAsync) return 'async';
  if (signs.isEmulated || signs.isMmio || signs.access.isReserved) return 'emulated';
  return signs.handlerUnmaps || signs.handlerWoken ? 'handler' : 'none';
}
