import { HeldWindow } from '../../vcpu/HeldWindow';
import { WindowChanges } from './WindowChanges';
import { WindowCuts } from './WindowCuts';
import { WindowHistory } from './WindowHistory';

/** A vCPU's poll window, as kvm_halt_poll_ns tells it. */
export class HaltPollWindow {
  firstNs = -1;
  changeCount = 0;
  readonly changes = new WindowChanges();
  readonly history = new WindowHistory();
  /** Window that a change since the latest end of a halt replaced; -1: none did. */
  replacedNs = -1;
  private readonly window = new HeldWindow();
  private readonly cuts = new WindowCuts();
  private mostReplacedNs = 0;

  change(atNs: number, newNs: number, oldNs: number): void {
    this.changeCount++;
    // KVM changes the window at the end of a halt, which still polled by the old one.
    this.replacedNs = oldNs;
    this.history.change(newNs, oldNs);
    if (this.window.change(newNs, oldNs)) {
      this.changes.correctLast(oldNs);
      this.cuts.add(atNs, oldNs);
    }
    this.changes.add(atNs, this.window.ns);
    if (this.firstNs < 0) this.firstNs = oldNs;
    this.mostReplacedNs = Math.max(this.mostReplacedNs, oldNs);
  }

  /** -1 until an event told it. */
  get ns(): number {
    return this.window.ns;
  }

  /** Longest that a halt polled by; the latest one may still be cut when the next halt starts. */
  get mostNs(): number {
    return Math.max(this.mostReplacedNs, this.window.ns);
  }

  /** What a halt at a time polled by, where the change before it told `windowNs`: all changes are in. */
  heldNs(windowNs: number, atNs: number): number {
    return this.cuts.held(windowNs, atNs);
  }

  /** Halts, and what they changed, may have gone unseen. */
  interrupt(): void {
    this.history.interrupt();
    this.window.interrupt();
  }
}
