import { grown } from '../../base/grown';
import { NumberIndex } from '../../base/NumberIndex';
import { laneKey, laneOfKey, pageOfKey } from './laneKey';

const MOST = 1 << 16;

/** Exits of one vCPU's thread that a change of a page's entry forced. */
export interface FlushKick {
  readonly lane: number;
  readonly gfn: number;
  readonly kicks: number;
  /** From these exits to the next entries. */
  readonly costNs: number;
}

/** Exits that KVM forced on vCPUs to make them forget a page's old entry: domain reference F.6. Bounded. */
export class FlushKicks {
  /** Kicks whose page is not known, or that found no room. */
  unplaced = 0;
  private readonly index = new NumberIndex(MOST);
  private kicks = new Uint32Array(64);
  private costs = new Float64Array(64);

  /** `gfn` -1: not known. */
  add(lane: number, gfn: number, costNs: number): void {
    const at = gfn < 0 ? -1 : this.index.indexOf(laneKey(gfn, lane));
    if (at < 0) {
      this.unplaced++;
      return;
    }
    if (at >= this.kicks.length) {
      this.kicks = grown(this.kicks, new Uint32Array(this.kicks.length * 2));
      this.costs = grown(this.costs, new Float64Array(this.costs.length * 2));
    }
    this.kicks[at]!++;
    this.costs[at]! += costNs;
  }

  *all(): Generator<FlushKick> {
    for (let at = 0; at < this.index.count; at++) {
      const key = this.index.keyOf(at);
      yield {
        lane: laneOfKey(key),
        gfn: pageOfKey(key),
        kicks: this.kicks[at]!,
        costNs: this.costs[at]!,
      };
    }
  }
}
