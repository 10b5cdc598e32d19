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

/** What was seen while a thread handled a fault. */
export interface FaultSigns {
  readonly access: FaultAccess;
  /** This vCPU had mapped the page before. */
  readonly wasMapped: boolean;
  /** kvm_mmu_set_spte: the slow path mapped it. */
  readonly isMapped: boolean;
  /** fast_page_fault changed the entry. */
  readonly isFixedFast: boolean;
  readonly isMmio: boolean;
  readonly isAsync: boolean;
  /** The thread itself unmapped the page: it broke a copy on write. */
  readonly unmapsOwn: boolean;
  /** User space had to handle it: it refused the access, or the slot is read-only. */
  readonly goesToUserspace: boolean;
  /** KVM_RUN failed with EFAULT: user space protects the page. */
  readonly isRefused: boolean;
}

/** A store into a page whose entry forbids it (P-4, P-5): KVM refuses what user space protects, mapped or not. */
export function isProtectedWrite(signs: FaultSigns): boolean {
  const { isWrite, isPresent, isWritable, isTableWalk } = signs.access;
  if (!isWrite || isTableWalk) return false;
  if (isPresent) return !isWritable;
  return !signs.isMapped && signs.isRefused;
}

/** First match wins (F.2, with P-4). Whether a page is shared is only told by all of its faults. */
export function faultCause(signs: FaultSigns): FaultCause {
  const { access } = signs;
  if (isProtectedWrite(signs)) return protectedWriteCause(signs);
  if (signs.isAsync) return 'async-pf';
  if (signs.isMmio) return 'mmio';
  if (access.isPresent && access.isFetch && !access.isExecutable) return 'nx';
  if (!access.isPresent) {
    if (signs.unmapsOwn) return 'ksm-cow';
    return signs.wasMapped ? 'notifier-zap' : 'cold';
  }
  return signs.isFixedFast ? 'access-tracking' : 'unknown';
}

function protectedWriteCause(signs: FaultSigns): FaultCause {
  // User space that changes the protection unmaps, too.
  if (signs.goesToUserspace) return 'userspace-protection';
  if (signs.unmapsOwn) return 'ksm-cow';
  return signs.isFixedFast ? 'dirty-log' : 'write-protect';
}
