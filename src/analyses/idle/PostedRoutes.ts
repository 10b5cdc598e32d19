import { TWO_32 } from '../../base/twoTo32';

/** Device interrupts that the IOMMU posts to vCPUs by itself: kvm_pi_irte_update (D-POST). */
export class PostedRoutes {
  /** By recording and interrupt of the host: the vCPU it goes to, by its `vcpuKey`. */
  private readonly vcpuOf = new Map<number, number>();

  /** `interrupt`: the host's number. An interrupt goes to one vCPU at a time. */
  set(source: number, interrupt: number, vcpu: number): void {
    this.vcpuOf.set(keyOf(source, interrupt), vcpu);
  }

  end(source: number, interrupt: number): void {
    this.vcpuOf.delete(keyOf(source, interrupt));
  }

  /** Whether a device may wake the vCPU without any event of KVM's. */
  reach(vcpu: number): boolean {
    for (const reached of this.vcpuOf.values()) if (reached === vcpu) return true;
    return false;
  }
}

function keyOf(source: number, interrupt: number): number {
  return source * TWO_32 + interrupt;
}
