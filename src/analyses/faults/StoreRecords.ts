import { PAGE_BYTES } from '../../kvm/pageBytes';
import { DOWNGRADES } from './Downgrades';
import type { FaultLane } from './FaultLane';
import type { FoundFault } from './FaultTable';
import type { MappedPages } from './MappedPages';
import { LINE_BYTES } from './PageRecord';

const MOST_LAST = 1 << 16;
const PAGE_MASK = PAGE_BYTES - 1;

/** The latest store into a page. */
interface LastStore {
  lane: number;
  atNs: number;
  /** Some store into it woke a vCPU: somebody waits on the page. */
  hasWoken: boolean;
}

/** Records stores into pages whose entry forbade them, by vCPU and page: domain reference F.1. */
export class StoreRecords {
  /** By page: whose store was the last, and when. */
  private readonly last = new Map<number, LastStore>();

  /** `pingPongNs`: so soon another vCPU's store makes a page go to and fro. */
  constructor(
    private readonly mapped: MappedPages,
    private readonly pingPongNs: number,
  ) {}

  add(lane: FaultLane, fault: FoundFault): void {
    const { gfn } = lane;
    const { exitNs } = fault;
    const before = this.follow(gfn, lane.index, exitNs);
    const page = lane.pages.of(gfn, exitNs);
    if (page === undefined) return;
    const line = Math.floor((fault.gpaLow & PAGE_MASK) / LINE_BYTES);
    page.add(fault.cause, fault.costNs, fault.isRetry);
    page.lines[line]!++;
    if (page.firstNs < 0) page.firstNs = exitNs;
    page.lastNs = exitNs;
    if (before >= 0) page.count(page.after, before);
    if (fault.actor >= 0) {
      const did = DOWNGRADES.indexOf(fault.did);
      page.count(page.protectors, fault.actor * DOWNGRADES.length + did);
    }
    if (lane.isFixedFast && !lane.goesToUserspace) page.fixedFast++;
    const last = this.last.get(gfn)!;
    if (fault.woke < 0) {
      if (this.mapped.find(gfn) < 0 && !last.hasWoken) page.unwatched++;
      return;
    }
    last.hasWoken = true;
    page.waking++;
    page.wakingLines[line]!++;
    page.woken.add(fault.woke);
  }

  /** Lane whose store into the page was the one before, not long ago; -1: there is none. */
  private follow(gfn: number, lane: number, atNs: number): number {
    const last = this.last.get(gfn);
    if (last === undefined) {
      if (this.last.size >= MOST_LAST) this.last.clear();
      this.last.set(gfn, { lane, atNs, hasWoken: false });
      return -1;
    }
    const before = atNs - last.atNs <= this.pingPongNs ? last.lane : -1;
    last.lane = lane;
    last.atNs = atNs;
    return before;
  }
}
