import { LossIndex } from '../events/LossIndex';
import type { Loss } from '../events/LossIndex';
import { hasFastPath } from '../kvm/exitCodes';
import type { Isa } from '../kvm/exitReasons';

const NONE = -1;

/** Whether a VMX 5.8 to 5.10 host may re-enter after such an exit without an event. */
export function mayReenterBelow(isa: Isa | undefined, code: number): boolean {
  return isa === 'vmx' && hasFastPath(code);
}

/**
 * Pairs every kvm_exit with the next kvm_entry of its binding, in one forward pass (rules ).
 * An exit is left unpaired when the trace ends first, when another exit follows it, or when events
 * were lost where the thread was recorded: a wrong duration is worse than none (C.6).
 */
export class ExitPairs {
  /** By binding: of its exit that waits for an entry; NONE: it has none. */
  private readonly sinceNs: number[] = [];
  private readonly row: number[] = [];
  /** The host CPU's ring buffer it was recorded in. */
  private readonly stream: number[] = [];
  private readonly reenters: boolean[] = [];
  private readonly losses = new LossIndex();
  private sawEntry = false;

  /** `paired`: told of each pair: what the caller calls the exit, and ns to its entry. */
  constructor(private readonly paired: (row: number, durationNs: number) => void) {}

  /** Takes in the losses found since the last call. */
  update(lost: readonly Loss[]): void {
    this.losses.update(lost);
  }

  /** When the exit that waits for its entry began; -1: there is none. */
  openSince(binding: number): number {
    return this.sinceNs[binding] ?? NONE;
  }

  /** What the caller calls the exit that waits for its entry; only if there is one. */
  openRow(binding: number): number {
    return this.row[binding]!;
  }

  /** `reentersBelow`: see `mayReenterBelow`. */
  exit(binding: number, row: number, timeNs: number, stream: number, reentersBelow: boolean): void {
    const sinceNs = this.openSince(binding);
    // A recording without any kvm_entry tells nothing of how exits ended.
    if (sinceNs >= 0 && this.reenters[binding] === true && this.sawEntry) {
      if (!this.lostBetween(binding, stream, timeNs)) this.paired(this.row[binding]!, 0);
    }
    this.sinceNs[binding] = timeNs;
    this.row[binding] = row;
    this.stream[binding] = stream;
    this.reenters[binding] = reentersBelow;
  }

  /** An exit that the caller has no row for: the next entry is its own, not the one's before. */
  unnamedExit(binding: number): void {
    this.sinceNs[binding] = NONE;
  }

  entry(binding: number, timeNs: number, stream: number): void {
    this.sawEntry = true;
    const sinceNs = this.openSince(binding);
    if (sinceNs < 0) return;
    if (!this.lostBetween(binding, stream, timeNs)) {
      this.paired(this.row[binding]!, timeNs - sinceNs);
    }
    this.sinceNs[binding] = NONE;
  }

  private lostBetween(binding: number, stream: number, timeNs: number): boolean {
    if (this.losses.none) return false;
    const sinceNs = this.sinceNs[binding]!;
    return (
      this.losses.endsWithin(this.stream[binding]!, sinceNs, timeNs) ||
      this.losses.endsWithin(stream, sinceNs, timeNs)
    );
  }
}
