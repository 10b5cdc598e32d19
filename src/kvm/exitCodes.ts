/** Basic exit codes of VMX that analyses ask for by name: domain reference B.2; EXIT_REASON_* of asm/vmx.h. */
export const VmxExit = {
  exceptionOrNmi: 0,
  externalInterrupt: 1,
  hlt: 12,
  msrWrite: 32,
  eptViolation: 48,
  eptMisconfig: 49,
  preemptionTimer: 52,
} as const;

/** The same of SVM: domain reference B.3; SVM_EXIT_* of asm/svm.h. */
export const SvmExit = {
  pageFault: 0x4e,
  interrupt: 0x60,
  hlt: 0x78,
  idleHlt: 0xa6,
  nestedPageFault: 0x400,
} as const;

/** Whether VMX's fast path may enter the guest again after it, below the kvm_entry tracepoint. */
export function hasFastPath(vmxCode: number): boolean {
  return vmxCode === VmxExit.msrWrite || vmxCode === VmxExit.preemptionTimer;
}
