/** Bytes of a line: parameter `line`. */
export const LINE_BYTES = 64;
const LINES = 4096 / LINE_BYTES;

/** Stores of one vCPU into one page whose entry forbade them. */
export class PageRecord {
  faults = 0;
  /** Those that woke another vCPU before the writer went on. */
  waking = 0;
  /** Those that woke nobody before anybody was seen to use the page: nobody can have waited (P-8). */
  unwatched = 0;
  /** Those that the kernel repaired without user space: dirty logging does. */
  fixedFast = 0;
  /** ns from exit to the writer's next entry. */
  costNs = 0;
  firstNs = -1;
  lastNs = -1;
  /** By line of the page: stores. */
  readonly lines = new Uint32Array(LINES);
  /** By line: stores that woke a vCPU. */
  readonly wakingLines = new Uint32Array(LINES);
  /** vCPU ids that were woken. */
  readonly woken = new Set<number>();

  constructor(readonly gfn: number) {}
}
