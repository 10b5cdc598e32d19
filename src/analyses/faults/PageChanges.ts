import { TWO_32 } from '../../base/twoTo32';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import { Downgrades } from './Downgrades';
import type { FoundDowngrade } from './Downgrades';
import { FaultAction } from './faultActions';
import type { FaultColumns } from './faultActions';
import type { FaultLane } from './FaultLane';
import { HvaOffsets } from './HvaOffsets';

/** A thread that unmaps user space's page and then the guest's does both for one reason (F.4). */
const SAME_CHANGE_NS = 50_000;
/** Read, write and execute; presence in the tables of SVM is bit 0 as well. */
const ANY_RIGHT = 0x7;
const WRITE = 0x2;

/** A change of a page's entry, for which KVM interrupts the vCPUs that run. */
export interface LastChange {
  /** -1: which page is not told. */
  gfn: number;
  thread: number;
  atNs: number;
}

/** Follows who takes pages' entries away, or what they allow: domain reference F.4. */
export class PageChanges {
  private readonly downgrades = new Downgrades();
  readonly last: LastChange = { gfn: -1, thread: -1, atNs: -Infinity };
  private readonly offsets = new HvaOffsets();
  /** The last page of user space's memory that a thread unmapped. */
  private readonly unmapped = { thread: -1, hva: 0, atNs: -Infinity };
  /** When pages were unmapped last of which nothing tells which ones. */
  private unplacedNs = -Infinity;

  /**
   * Who took a page's entry away last, after `sinceNs`; undefined: nobody is told. A page that was mapped
   * anew since, at `mappedNs`, is another's doing where one was unmapped meanwhile that is not told.
   */
  latest(gfn: number, sinceNs: number, mappedNs: number): Readonly<FoundDowngrade> | undefined {
    const found = this.downgrades.latest(gfn, sinceNs);
    if (found === undefined || mappedNs <= found.atNs) return found;
    return this.unplacedNs > found.atNs ? undefined : found;
  }

  /** `handled`: the only fault that this thread handles, or helps with; undefined: none, or several. */
  take(
    of: FaultColumns,
    detail: number,
    thread: number,
    atNs: number,
    handled: FaultLane | undefined,
  ): void {
    const first = wide(of, 0, detail);
    switch (of.action) {
      case FaultAction.Change:
        this.change(of, detail, first, thread, atNs);
        return;
      case FaultAction.ZapAll:
        this.note(-1, thread, atNs);
        this.downgrades.all('memslot-change', thread, atNs);
        return;
      case FaultAction.Replace:
        this.unmap(first, first + PAGE_BYTES, thread, atNs, handled);
        return;
      default:
        this.unmap(first, wide(of, 1, detail), thread, atNs, handled);
    }
  }

  private change(
    of: FaultColumns,
    detail: number,
    gfn: number,
    thread: number,
    atNs: number,
  ): void {
    const now = of.low[1]?.[detail] ?? 0;
    const before = of.low[2]?.[detail] ?? 0;
    if ((before & ANY_RIGHT) === 0) return;
    const isUnmapped = (now & ANY_RIGHT) === 0;
    if (!isUnmapped && ((before & WRITE) === 0 || (now & WRITE) !== 0)) return;
    const level = of.low[3]?.[detail] ?? 1;
    const what = isUnmapped ? 'unmapped' : 'write-protected';
    this.downgrades.entry(gfn, level, what, thread, atNs);
    this.note(gfn, thread, atNs);
    const { unmapped } = this;
    if (isUnmapped && unmapped.thread === thread && atNs - unmapped.atNs <= SAME_CHANGE_NS) {
      this.offsets.vote(unmapped.hva, gfn);
    }
  }

  private unmap(
    start: number,
    end: number,
    thread: number,
    atNs: number,
    handled: FaultLane | undefined,
  ): void {
    const pages = Math.ceil((end - start) / PAGE_BYTES);
    if (pages === 1) {
      this.unmapped.thread = thread;
      this.unmapped.hva = start;
      this.unmapped.atNs = atNs;
      if (handled !== undefined && handled.gfn >= 0) this.offsets.vote(start, handled.gfn);
    }
    const gfn = this.offsets.gfnOf(start);
    this.note(pages === 1 ? gfn : -1, thread, atNs);
    if (gfn < 0 && !this.offsets.isLearned) this.unplacedNs = atNs;
    if (gfn >= 0) this.downgrades.range(gfn, gfn + pages, 'unmapped', thread, atNs);
  }

  private note(gfn: number, thread: number, atNs: number): void {
    this.last.gfn = gfn;
    this.last.thread = thread;
    this.last.atNs = atNs;
  }
}

/** An 8-byte field as a double: addresses have 52 bits. */
function wide({ low, high }: FaultColumns, field: number, detail: number): number {
  return (high[field]?.[detail] ?? 0) * TWO_32 + (low[field]?.[detail] ?? 0);
}
