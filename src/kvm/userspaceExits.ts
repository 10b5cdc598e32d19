import { describeErrno } from './errnoNames';

/** `MMIO` for 6. Undefined: newer than our table. Source: domain reference B.8; KVM_EXIT_* in include/uapi/linux/kvm.h. */
export function userspaceExitName(reason: number): string | undefined {
  return names[reason];
}

/**
 * Why KVM_RUN returned to the VMM. With a negative errno the kernel never filled in the reason,
 * so what stands there is left over from an earlier exit (B.8).
 */
export function describeUserspaceExit(reason: number, errno: number): string {
  if (errno < 0) return `${describeFailure(errno)}; the reason field is meaningless`;
  return nameOfReason(reason);
}

/** `KVM_EXIT_IO (2)`; `KVM_EXIT 99` for a number without a name. */
export function nameOfReason(reason: number): string {
  const name = userspaceExitName(reason);
  return name === undefined ? `KVM_EXIT ${reason}` : `KVM_EXIT_${name} (${reason})`;
}

/** Why KVM_RUN failed, by its negative errno. */
export function describeFailure(errno: number): string {
  if (errno === -4) return 'interrupted by a signal (EINTR)';
  if (errno === -11) return 'to be called again (EAGAIN)';
  return `failed with ${describeErrno(errno)}`;
}

const names: readonly string[] = [
  'UNKNOWN',
  'EXCEPTION',
  'IO',
  'HYPERCALL',
  'DEBUG',
  'HLT',
  'MMIO',
  'IRQ_WINDOW_OPEN',
  'SHUTDOWN',
  'FAIL_ENTRY',
  'INTR',
  'SET_TPR',
  'TPR_ACCESS',
  'S390_SIEIC',
  'S390_RESET',
  'DCR',
  'NMI',
  'INTERNAL_ERROR',
  'OSI',
  'PAPR_HCALL',
  'S390_UCONTROL',
  'WATCHDOG',
  'S390_TSCH',
  'EPR',
  'SYSTEM_EVENT',
  'S390_STSI',
  'IOAPIC_EOI',
  'HYPERV',
  'ARM_NISV',
  'X86_RDMSR',
  'X86_WRMSR',
  'DIRTY_RING_FULL',
  'AP_RESET_HOLD',
  'X86_BUS_LOCK',
  'XEN',
  'RISCV_SBI',
  'RISCV_CSR',
  'NOTIFY',
  'LOONGARCH_IOCSR',
  'MEMORY_FAULT',
  'TDX',
  'ARM_SEA',
];
