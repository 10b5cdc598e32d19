import { WindowChanges } from './WindowChanges';
import { WindowHistory } from './WindowHistory';

/** A vCPU's poll window, as kvm_halt_poll_ns tells it. */
export class HaltPollWindow {
  /** -1 until an event told it. */
  ns = -1;
  firstNs = -1;
  /** Longest that a halt polled by; the latest one may still be cut when the next halt starts. */
  mostNs = 0;
  private mostReplacedNs = 0;
  /** What windows were cut to. */
  private maximumNs = Infinity;
  changeCount = 0;
  readonly changes = new WindowChanges();
  readonly history = new WindowHistory();
  /** Window that a change since the latest end of a halt replaced; -1: none did. */
  replacedNs = -1;

  change(atNs: number, newNs: number, oldNs: number): void {
    this.changeCount++;
    // KVM changes the window at the end of a halt, which still polled by the old one.
    this.replacedNs = oldNs;
    this.history.change(newNs, oldNs);
    this.changes.add(atNs, newNs);
    if (this.firstNs < 0) this.firstNs = oldNs;
    // A window above the host's maximum is cut before any halt polls by it (A.1.3).
    if (oldNs < this.ns) this.maximumNs = Math.min(this.maximumNs, oldNs);
    this.mostReplacedNs = Math.max(this.mostReplacedNs, oldNs);
    this.ns = newNs;
    this.mostNs = Math.max(this.mostReplacedNs, Math.min(newNs, this.maximumNs));
  }
}
