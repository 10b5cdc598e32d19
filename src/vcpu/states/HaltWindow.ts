import { HeldWindow } from '../HeldWindow';

/** ns of halt polling that a vCPU's kernel allows, as kvm_halt_poll_ns tells it. */
export class HaltWindow {
  private readonly held = new HeldWindow();
  private replacedNs: number | undefined;

  change(newNs: number, oldNs: number): void {
    this.held.change(newNs, oldNs);
    this.replacedNs = oldNs;
  }

  /**
   * By what window the halt polled whose end is traced now: KVM changes it just before that (A.1.3).
   * undefined: no event told.
   */
  takeAtHaltEnd(): number | undefined {
    const { ns } = this.held;
    const windowNs = this.replacedNs ?? (ns < 0 ? undefined : ns);
    this.replacedNs = undefined;
    return windowNs;
  }
}
