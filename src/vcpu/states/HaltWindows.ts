/** ns of halt polling that a vCPU's kernel allows, as kvm_halt_poll_ns tells it. */
export class HaltWindow {
  /** undefined: no event yet. */
  nowNs: number | undefined;
  /** Before the first event: the window that event replaced. */
  firstNs: number | undefined;
  /** The largest seen: a lower bound of the module's parameter. */
  mostNs = 0;

  change(newNs: number, oldNs: number): void {
    this.firstNs ??= oldNs;
    this.nowNs = newNs;
    this.mostNs = Math.max(this.mostNs, newNs, oldNs);
  }
}
