import { PAGE_BYTES } from '../../kvm/pageBytes';
import type { FaultCause } from './faultCause';

/** Bytes of a line by which stores are kept: the smallest that parameter `line` can be. */
export const LINE_BYTES = 64;
const LINES = PAGE_BYTES / LINE_BYTES;

/** Stores of one cause. */
export interface StoresOfCause {
  readonly cause: FaultCause;
  faults: number;
  costNs: number;
  retries: number;
}

/** Stores of one vCPU into one page whose entry forbade them. */
export class PageRecord {
  faults = 0;
  /** The same by what protected the page; mostly one. */
  readonly byCause: StoresOfCause[] = [];
  /** Of these, tries again of a store that the fault before had not let through. */
  retries = 0;
  /** Those that woke another vCPU before the writer went on. */
  waking = 0;
  /** Those that woke nobody before anybody was seen to use the page: nobody can have waited (P-8). */
  unwatched = 0;
  /** Those that the kernel repaired without user space: dirty logging does. */
  fixedFast = 0;
  /** ns from exit to the writer's next entry, without what kept it from its host CPU. */
  costNs = 0;
  firstNs = -1;
  lastNs = -1;
  /** Stores before that were forgotten, at most. */
  forgotten = 0;
  /** By line of the page: stores. */
  readonly lines = new Uint32Array(LINES);
  /** By line: stores that woke a vCPU. */
  readonly wakingLines = new Uint32Array(LINES);
  /** vCPU ids that were woken. */
  readonly woken = new Set<number>();
  /** By lane: how often its store was the one before, within parameter `pp_window`. */
  readonly after = new Map<number, number>();
  /** By who protected the page and how: how often before a store. Key: thread * 3 + place in `DOWNGRADES`. */
  readonly protectors = new Map<number, number>();

  constructor(readonly gfn: number) {}

  /** A store that faulted for a cause of its own, whoever shares the page. */
  add(cause: FaultCause, costNs: number, isRetry: boolean): void {
    this.faults++;
    this.costNs += costNs;
    if (isRetry) this.retries++;
    let of = this.byCause.find((stores) => stores.cause === cause);
    if (of === undefined) {
      of = { cause, faults: 0, costNs: 0, retries: 0 };
      this.byCause.push(of);
    }
    of.faults++;
    of.costNs += costNs;
    if (isRetry) of.retries++;
  }

  count(by: Map<number, number>, key: number): void {
    by.set(key, (by.get(key) ?? 0) + 1);
  }
}
