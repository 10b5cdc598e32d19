/** ns of halt polling that a vCPU's kernel allows, as kvm_halt_poll_ns tells it. */
export class HaltWindow {
  private nowNs: number | undefined;
  private replacedNs: number | undefined;

  change(newNs: number, oldNs: number): void {
    this.nowNs = newNs;
    this.replacedNs = oldNs;
  }

  /**
   * By what window the halt polled whose end is traced now: KVM changes it just before that (A.1.3).
   * undefined: no event told.
   */
  takeAtHaltEnd(): number | undefined {
    const windowNs = this.replacedNs ?? this.nowNs;
    this.replacedNs = undefined;
    return windowNs;
  }
}
