/**
 * The poll window that a vCPU's halts are held by. From 6.1 on a window may grow beyond the VM's maximum;
 * the next halt cuts it to that before it polls, and no event tells so (G.4; virt/kvm/kvm_main.c,
 * kvm_vcpu_halt). What the change after that replaces does: less than the growth before it made, and more
 * than that began with.
 */
export class HeldWindow {
  /** As far as is known: the latest that was told, cut to the maximum. -1: none was told yet. */
  ns = -1;
  /** What windows were cut to; Infinity: none was. */
  private maximumNs = Infinity;
  private toldNs = -1;
  private grewFromNs = -1;

  /** Takes in a kvm_halt_poll_ns. Tells whether the window until now had been cut to its `oldNs`. */
  change(newNs: number, oldNs: number): boolean {
    const isCut = this.grewFromNs >= 0 && oldNs > this.grewFromNs && oldNs < this.toldNs;
    if (isCut) this.maximumNs = oldNs;
    // The maximum was raised while the host ran.
    else if (oldNs > this.maximumNs) this.maximumNs = Infinity;
    this.toldNs = newNs;
    this.grewFromNs = newNs > oldNs ? oldNs : -1;
    this.ns = Math.min(newNs, this.maximumNs);
    return isCut;
  }

  /** Changes may have gone unseen: what the next one replaces tells of no cut. */
  interrupt(): void {
    this.grewFromNs = -1;
  }
}
