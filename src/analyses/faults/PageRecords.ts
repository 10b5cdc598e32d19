import { FORGET_AFTER_NS, ForgottenFaults } from './ForgottenFaults';
import { PageRecord } from './PageRecord';

/** Pages of one vCPU of which each store is kept apart. */
const MOST_RECORDS = 16_384;
/** A page with fewer stores, none of which woke anybody, may be forgotten after a while: below parameter `pp_min`. */
const FEW_FAULTS = 4;

/** The pages that one vCPU stores into against their protection. Bounded: pages of few stores make room. */
export class PageRecords {
  readonly forgotten = new ForgottenFaults();
  private readonly byPage = new Map<number, PageRecord>();
  private fullUntilNs = -Infinity;

  get all(): Iterable<PageRecord> {
    return this.byPage.values();
  }

  /** Undefined: there is no room for another page. */
  of(gfn: number, nowNs: number): PageRecord | undefined {
    const known = this.byPage.get(gfn);
    if (known !== undefined) return known;
    if (this.byPage.size >= MOST_RECORDS && nowNs >= this.fullUntilNs) this.forget(nowNs);
    if (this.byPage.size >= MOST_RECORDS) {
      this.forgotten.add(gfn, 1);
      return undefined;
    }
    const page = new PageRecord(gfn);
    page.forgotten = this.forgotten.atMost(gfn);
    this.byPage.set(gfn, page);
    return page;
  }

  private forget(nowNs: number): void {
    const before = this.byPage.size;
    for (const [gfn, { faults, waking, lastNs }] of this.byPage) {
      if (faults >= FEW_FAULTS || waking > 0 || nowNs - lastNs <= FORGET_AFTER_NS) continue;
      this.byPage.delete(gfn);
      this.forgotten.add(gfn, faults);
    }
    // A sweep that frees little is not worth to be repeated at once.
    if ((before - this.byPage.size) * 8 < MOST_RECORDS) this.fullUntilNs = nowNs + FORGET_AFTER_NS;
  }
}
