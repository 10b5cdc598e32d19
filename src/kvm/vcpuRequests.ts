import { hex } from '../base/hex';
import { hasBit } from './bits';

/**
 * Requests pending on a vCPU (`kvm_exit.requests`, 6.14 and later) by name, lowest bit first.
 * Only likely: the bits above 7 move between kernels, and these are the 6.19 positions.
 * A bit without a name is `bit N`. Source: domain reference B.7; KVM_REQ_* in arch/x86/include/asm/kvm_host.h.
 */
export function likelyRequestNames(requests: bigint): string[] {
  const found: string[] = [];
  for (let bit = 0; bit < 64; bit++) {
    if (hasBit(requests, bit)) found.push(names.get(bit) ?? `bit ${bit}`);
  }
  return found;
}

/** `0x4000: likely EVENT`; `none` for 0. */
export function describeRequests(requests: bigint): string {
  if (requests === 0n) return 'none';
  return `${hex(BigInt.asUintN(64, requests))}: likely ${likelyRequestNames(requests).join(', ')}`;
}

const names: ReadonlyMap<number, string> = new Map([
  [0, 'TLB_FLUSH'],
  [1, 'VM_DEAD'],
  [2, 'UNBLOCK'],
  [3, 'DIRTY_RING_SOFT_FULL'],
  [8, 'MIGRATE_TIMER'],
  [9, 'TPR_ACCESS'],
  [10, 'TRIPLE_FAULT'],
  [11, 'MMU_SYNC'],
  [12, 'CLOCK_UPDATE'],
  [13, 'LOAD_MMU_PGD'],
  [14, 'EVENT'],
  [15, 'APF_HALT'],
  [16, 'STEAL_UPDATE'],
  [17, 'NMI'],
  [18, 'PMU'],
  [19, 'PMI'],
  [20, 'SMI'],
  [21, 'MASTERCLOCK'],
  [22, 'MCLOCK_INPROGRESS'],
  [23, 'SCAN_IOAPIC'],
  [24, 'GLOBAL_CLOCK'],
  [25, 'APIC_PAGE_RELOAD'],
  [26, 'HV_CRASH'],
  [27, 'IOAPIC_EOI_EXIT'],
  [28, 'HV_RESET'],
  [29, 'HV_EXIT'],
  [30, 'HV_STIMER'],
  [31, 'LOAD_EOI_EXITMAP'],
  [32, 'GET_NESTED_STATE'],
  [33, 'APICV_UPDATE'],
  [34, 'TLB_FLUSH_CURRENT'],
  [35, 'TLB_FLUSH_GUEST'],
  [36, 'APF_READY'],
  [37, 'RECALC_INTERCEPTS'],
  [38, 'CPU_DIRTY_LOGGING'],
  [39, 'FREE_OBSOLETE_ROOTS'],
  [40, 'HV_TLB_FLUSH'],
  [42, 'PROTECTED_STATE'],
]);
