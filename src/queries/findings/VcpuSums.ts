/** Sums of one amount by vCPU of a VM. */
export class VcpuSums {
  private readonly sums = new Map<number, number>();

  add(vcpu: number, amount: number): void {
    this.sums.set(vcpu, (this.sums.get(vcpu) ?? 0) + amount);
  }

  get total(): number {
    return [...this.sums.values()].reduce((sum, amount) => sum + amount, 0);
  }

  /** Most first. */
  get most(): readonly { readonly vcpu: number; readonly amount: number }[] {
    return [...this.sums]
      .map(([vcpu, amount]) => ({ vcpu, amount }))
      .sort((a, b) => b.amount - a.amount || a.vcpu - b.vcpu);
  }

  /** Of a VM, by id. */
  vcpus(vm: number): readonly { readonly vm: number; readonly vcpu: number }[] {
    return [...this.sums.keys()].sort((a, b) => a - b).map((vcpu) => ({ vm, vcpu }));
  }
}
