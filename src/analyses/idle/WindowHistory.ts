/** How a vCPU's poll window changed, as kvm_halt_poll_ns tells it: rules and parameters of its kernel show in it (A.1.3, G.4). */
export class WindowHistory {
  grown = 0;
  shrunk = 0;
  /** Grown to less than twice what it was: cut to the longest window at once, as before 6.1. */
  cutWhenGrown = 0;
  /** Shorter at a halt than the event before had left it: cut to the longest window there, as from 6.1 on. */
  cutAtHalt = 0;
  /** Shrunk to half of it: `halt_poll_ns_shrink` is 2, its default from 6.12 on. */
  halved = 0;
  /** Shrunk to 0 from so much that its half would have been kept: `halt_poll_ns_shrink` is 0, the default until then. */
  dropped = 0;
  /** The window that growing starts with; -1: not seen. */
  startNs = -1;
  private latestNs = -1;

  change(newNs: number, oldNs: number): void {
    if (this.latestNs >= 0 && oldNs < this.latestNs) this.cutAtHalt++;
    this.latestNs = newNs;
    if (newNs > oldNs) this.grow(newNs, oldNs);
    else if (newNs < oldNs) this.shrink(newNs, oldNs);
  }

  private grow(newNs: number, oldNs: number): void {
    this.grown++;
    if (oldNs === 0) this.startNs = newNs;
    else if (newNs < 2 * oldNs) this.cutWhenGrown++;
  }

  private shrink(newNs: number, oldNs: number): void {
    this.shrunk++;
    if (newNs === Math.trunc(oldNs / 2)) this.halved++;
    else if (newNs === 0 && this.startNs >= 0 && oldNs >= 2 * this.startNs) this.dropped++;
  }
}
