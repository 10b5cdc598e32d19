/**
 * Why AVIC could not deliver an IPI by itself: `id` of `kvm_avic_incomplete_ipi`, EXITINFO2[63:32] of
 * SVM exit 0x401. Source: domain reference A.2; `enum avic_ipi_failure_cause` in arch/x86/include/asm/svm.h.
 */
export function avicIpiFailure(id: number): string {
  return causes[id] ?? `unknown cause ${id}`;
}

const causes: readonly string[] = [
  'invalid interrupt type (0)',
  'target not running (1)',
  'invalid target (2)',
  'invalid backing page (3)',
  'invalid vector (4)',
];
