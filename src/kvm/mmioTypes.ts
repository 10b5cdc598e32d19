/**
 * `type` of `kvm_mmio`. A read that user space answers appears twice: unsatisfied on the way out,
 * as a read once the VMM has come back. Source: domain reference A.3; include/trace/events/kvm.h.
 */
export function mmioTypeName(type: number): string | undefined {
  return names[type];
}

const names: readonly string[] = ['unsatisfied read', 'read', 'write'];
