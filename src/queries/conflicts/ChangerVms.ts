import type { FaultsPass } from '../../analyses/faults/FaultsPass';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';

/** Which VM a thread that changes pages' entries belongs to: events tell a page by its number, and each VM has such a page. */
export class ChangerVms {
  /** By thread number. */
  private readonly vms = new Map<number, number>();

  constructor({ lanes }: FaultsPass, refs: readonly (VcpuRef | undefined)[]) {
    for (const { thread, binding } of lanes) {
      const ref = refs[binding];
      if (ref !== undefined) this.vms.set(thread, ref.vm);
    }
  }

  /** Whether a thread may change pages of a VM: it runs a vCPU of this one, or of none. */
  isOf(vm: number, thread: number): boolean {
    return (this.vms.get(thread) ?? vm) === vm;
  }
}
