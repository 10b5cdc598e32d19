import { grown } from '../../base/grown';

/** Halts of one vCPU that are kept: what their rule is shows in fewer. */
const MOST_HALTS = 1 << 16;
const FIRST_HALTS = 64;
/** ns that a word holds; a longer halt is longer than any window. */
const MOST_NS = 2 ** 32 - 3;
const NO_CHANGE = 2 ** 32 - 1;
/** In place of a halt's length: events between two halts may be missing. */
const UNKNOWN = 2 ** 32 - 2;

/** One halt: its length, and how kvm_halt_poll_ns says that it changed the window; undefined: no event. */
export interface HaltStep {
  readonly haltNs: number;
  readonly change: { readonly newNs: number; readonly oldNs: number } | undefined;
}

/** A vCPU's halts and what each made of its poll window, as kvm_halt_poll_ns tells it (A.1.3). */
export class WindowHistory {
  grown = 0;
  shrunk = 0;
  /** Longest halt that a window grew by: the host polls for longer ones, too. -1: none grew. */
  longestGrownNs = -1;
  /** Shortest halt that kept its window, whatever it was, and one that slept without a window and got none; -1: none did. */
  private shortestKeptNs = -1;
  private shortestWithoutNs = -1;
  private halts = new Uint32Array(FIRST_HALTS);
  private news = new Uint32Array(FIRST_HALTS);
  private olds = new Uint32Array(FIRST_HALTS);
  private count = 0;
  private newNs = NO_CHANGE;
  private oldNs = 0;

  /** KVM traces a change just before the end of the halt that it follows from. */
  change(newNs: number, oldNs: number): void {
    if (newNs > oldNs) this.grown++;
    else if (newNs < oldNs) this.shrunk++;
    // The end of another halt was not recorded.
    if (this.newNs !== NO_CHANGE) this.interrupt();
    this.newNs = newNs;
    this.oldNs = oldNs;
  }

  /** `sleptWithout`: it slept, and there was no window. */
  haltEnd(lengthNs: number, sleptWithout = false): void {
    if (this.newNs === NO_CHANGE) {
      this.shortestKeptNs = shorter(this.shortestKeptNs, lengthNs);
      if (sleptWithout) this.shortestWithoutNs = shorter(this.shortestWithoutNs, lengthNs);
    } else if (this.newNs > this.oldNs) {
      this.longestGrownNs = Math.max(this.longestGrownNs, lengthNs);
    }
    this.push(Math.min(lengthNs, MOST_NS), this.newNs, this.oldNs);
    this.newNs = NO_CHANGE;
  }

  /** Shortest halt that had no window and was given none: the host does not poll for longer ones. -1: there is none. */
  get shortestNotGrownNs(): number {
    // What never changed, and was nothing at one time, always was.
    const isOne = this.grown === 0 && this.shrunk === 0 && this.shortestWithoutNs >= 0;
    return isOne ? this.shortestKeptNs : this.shortestWithoutNs;
  }

  /** Halts may have gone unseen. */
  interrupt(): void {
    this.newNs = NO_CHANGE;
    if (this.count > 0) this.push(UNKNOWN, NO_CHANGE, 0);
  }

  /** The halts in order; undefined: some may be missing here. */
  *steps(): Generator<HaltStep | undefined> {
    for (let at = 0; at < this.count; at++) {
      const haltNs = this.halts[at]!;
      const newNs = this.news[at]!;
      if (haltNs === UNKNOWN) yield undefined;
      else if (newNs === NO_CHANGE) yield { haltNs, change: undefined };
      else yield { haltNs, change: { newNs, oldNs: this.olds[at]! } };
    }
  }

  private push(haltNs: number, newNs: number, oldNs: number): void {
    if (this.count === MOST_HALTS) return;
    if (this.count === this.halts.length) {
      const length = this.count * 2;
      this.halts = grown(this.halts, new Uint32Array(length));
      this.news = grown(this.news, new Uint32Array(length));
      this.olds = grown(this.olds, new Uint32Array(length));
    }
    this.halts[this.count] = haltNs;
    this.news[this.count] = newNs;
    this.olds[this.count] = oldNs;
    this.count++;
  }
}

function shorter(knownNs: number, ns: number): number {
  return knownNs < 0 ? ns : Math.min(knownNs, ns);
}
