import { grown } from '../../base/grown';
import { NumberIndex } from '../../base/NumberIndex';
import { FORGET_AFTER_NS, ForgottenFaults } from './ForgottenFaults';
import { laneKey, laneOfKey, pageOfKey } from './laneKey';

/** All faults of one vCPU's thread into one page. */
export interface PageSum {
  readonly lane: number;
  readonly gfn: number;
  readonly faults: number;
  readonly costNs: number;
  readonly firstNs: number;
  readonly lastNs: number;
  /** Faults that were forgotten before, at most. */
  readonly forgotten: number;
}

/**
 * Faults by page and thread, exact for pages that fault again and again: a page that faulted once long
 * ago makes room for new ones, and a sketch keeps how much was forgotten of it (domain reference F.5).
 */
export class PageSums {
  readonly forgotten = new ForgottenFaults();
  private index: NumberIndex;
  private faults = new Uint32Array(64);
  private costs = new Float64Array(64);
  private firsts = new Float64Array(64);
  private lasts = new Float64Array(64);
  /** No page can be forgotten before. */
  private fullUntilNs = -Infinity;

  /** `most`: pages of vCPUs that are remembered. */
  constructor(private readonly most: number) {
    this.index = new NumberIndex(most);
  }

  add(lane: number, gfn: number, exitNs: number, costNs: number): void {
    const key = laneKey(gfn, lane);
    let at = this.index.indexOf(key);
    if (at < 0) {
      if (exitNs >= this.fullUntilNs) this.forget(exitNs);
      at = this.index.indexOf(key);
      if (at < 0) {
        this.forgotten.add(key, 1);
        return;
      }
    }
    if (at >= this.faults.length) this.grow();
    if (at === this.index.count - 1 && this.faults[at] === 0) this.firsts[at] = exitNs;
    this.faults[at]!++;
    this.costs[at]! += costNs;
    this.lasts[at] = exitNs;
  }

  faultsOf(lane: number, gfn: number): number {
    const at = this.index.find(laneKey(gfn, lane));
    return at < 0 ? 0 : this.faults[at]!;
  }

  *all(): Generator<PageSum> {
    for (let at = 0; at < this.index.count; at++) {
      const key = this.index.keyOf(at);
      yield {
        lane: laneOfKey(key),
        gfn: pageOfKey(key),
        faults: this.faults[at]!,
        costNs: this.costs[at]!,
        firstNs: this.firsts[at]!,
        lastNs: this.lasts[at]!,
        forgotten: this.forgotten.atMost(key),
      };
    }
  }

  /** Makes room: pages that faulted once, and not lately. */
  private forget(nowNs: number): void {
    const index = new NumberIndex(this.most);
    const { index: before, faults, costs, firsts, lasts } = this;
    for (let at = 0; at < before.count; at++) {
      const key = before.keyOf(at);
      if (faults[at] === 1 && nowNs - lasts[at]! > FORGET_AFTER_NS) {
        this.forgotten.add(key, 1);
        continue;
      }
      const to = index.indexOf(key);
      faults[to] = faults[at]!;
      costs[to] = costs[at]!;
      firsts[to] = firsts[at]!;
      lasts[to] = lasts[at]!;
    }
    const freed = before.count - index.count;
    faults.fill(0, index.count);
    costs.fill(0, index.count);
    this.index = index;
    // A sweep that frees little is not worth to be repeated at once.
    this.fullUntilNs = freed * 8 > this.most ? -Infinity : nowNs + FORGET_AFTER_NS;
  }

  private grow(): void {
    const length = this.faults.length * 2;
    this.faults = grown(this.faults, new Uint32Array(length));
    this.costs = grown(this.costs, new Float64Array(length));
    this.firsts = grown(this.firsts, new Float64Array(length));
    this.lasts = grown(this.lasts, new Float64Array(length));
  }
}
