/** What the Pages view asks of a trace, in plain types. Times in ns since the first event; words as in `exitscope conflicts`. */

/** Faults of one cause. */
export interface FaultsOfCause {
  /** Cause class of the domain reference: `cold`, `write-protect`, `sharing`, `dirty-log`, … */
  readonly cause: string;
  readonly faults: number;
  /** ns from exits to the next entries, without time in which the thread waited for a host CPU. */
  readonly costNs: number;
  /** Of these, faults by an access that the fault before had not let through: no access of its own. */
  readonly retries: number;
}

/** Who took a page's entry away, or its permission to write, and how often a fault followed. */
export interface PageActor {
  /** `ksmd (77)`, `uffd-wp (356)`, `vCPU 0 of VM 0`; '' where the thread is not known. */
  readonly by: string;
  /** null: not recorded. */
  readonly tid: number | null;
  /** What it was: `write-protected`, `unmapped`, `memslot-change`. */
  readonly did: string;
  readonly times: number;
}

/** Stores of one vCPU into one page while its entry forbade them. */
export interface PageWriter {
  readonly vcpu: number;
  /** Stores into the page while its entry forbade them. */
  readonly faults: number;
  /** Lines of `PageOverview.lineBytes` that it wrote, ascending. */
  readonly lines: readonly number[];
}

/** Why a page counts as fought over. */
export interface PageSharing {
  readonly kind: 'true-sharing' | 'false-sharing' | 'mixed' | 'undetermined';
  readonly confidence: 'certain' | 'strong' | 'weak';
  /** One sentence: by what it was told, or why it cannot be. */
  readonly why: string;
  /** Stores that woke a waiting vCPU. */
  readonly trueFaults: number;
  /** Stores that woke nobody while somebody waited on the page. */
  readonly falseFaults: number;
  /** Stores by another vCPU than the one before, within parameter `pp_window`. */
  readonly pingPongs: number;
  readonly waiters: readonly number[];
  /** Lines whose stores woke a waiter. */
  readonly monitoredLines: readonly number[];
  /** Idle periods that stores into the page ended, as far as these are told. */
  readonly wakeups: number;
  /** Exits of other vCPUs that protecting the page forced, and their ns. */
  readonly flushKicks: number;
  readonly flushKickNs: number;
}

/** One guest page that faulted. */
export interface PageRow {
  readonly vm: number;
  /** Guest-physical address of the page. */
  readonly gpa: number;
  /** null: it is not seen to be contested. */
  readonly sharing: PageSharing | null;
  /** All its faults. */
  readonly faults: number;
  /** Faults before that are not in `faults`, at most: the page was forgotten for lack of room. */
  readonly forgotten: number;
  readonly costNs: number;
  /** costNs over the time between first and last event of the vCPUs that faulted, 0 to 1. */
  readonly share: number;
  readonly causes: readonly FaultsOfCause[];
  /** vCPUs with protected stores, by id; empty where there are none. */
  readonly writers: readonly PageWriter[];
  readonly protectors: readonly PageActor[];
  readonly firstNs: number;
  readonly lastNs: number;
  /** Faults by bin of `PageOverview`. */
  readonly overTime: Uint32Array;
}

export interface PageOverview {
  readonly durationNs: number;
  /** Time bins of `PageRow.overTime`. */
  readonly fromNs: number;
  readonly binNs: number;
  readonly bins: number;
  /** Bytes of a line: parameter `line`, else what CPUID told the guest, else 64; a power of two up to a page. */
  readonly lineBytes: number;
  readonly faults: number;
  /** Every cause of the domain reference, in its order, also those without faults. */
  readonly byCause: readonly FaultsOfCause[];
  /** Contested pages first, then by cost; at most 1,000. */
  readonly pages: readonly PageRow[];
  /** Pages that faulted. */
  readonly pageCount: number;
  /** Faults that are counted and not told one by one: more came than are kept. */
  readonly uncountedFaults: number;
  readonly missing: readonly { readonly event: string; readonly affects: readonly string[] }[];
  /** What the reader must know: dirty logging, stores that leave no fault, … One sentence each. */
  readonly notes: readonly string[];
}

/** Accesses of one vCPU to one line that faulted. */
export interface LineAccess {
  readonly line: number;
  readonly vcpu: number;
  /** Stores while the entry forbade them. */
  readonly stores: number;
  /** Those that woke another vCPU. */
  readonly waking: number;
  /** Other faults: loads, fetches, and stores to a page that was not mapped. */
  readonly others: number;
}

/** Guest code that faulted on the page. */
export interface PageRip {
  /** `0x…`; '' : not recorded. */
  readonly rip: string;
  readonly vcpus: readonly number[];
  readonly stores: number;
  readonly others: number;
  readonly costNs: number;
}

export interface PageDetail {
  readonly row: PageRow;
  readonly lines: readonly LineAccess[];
  /** Most faults first. */
  readonly rips: readonly PageRip[];
  /** Stores into the page that woke a vCPU, by time; at most 200. */
  readonly wakes: readonly PageWake[];
  /** All of them. */
  readonly wakeCount: number;
}

/** A store into a page that woke a vCPU. */
export interface PageWake {
  readonly waiter: number;
  readonly writer: number;
  readonly line: number;
  /** Of the store's exit. */
  readonly atNs: number;
  /** Start of the idle period that it ended; null: the vCPU was not seen to idle. */
  readonly startNs: number | null;
}

/** Which faults are meant; what is absent does not restrict. */
export interface FaultSelection {
  readonly vm?: number;
  readonly vcpu?: number;
  /** Address of a page. */
  readonly gpa?: number;
  readonly cause?: string;
  readonly line?: number;
  /** Only stores: all of them, those that woke another vCPU, or those that woke none. */
  readonly stores?: 'all' | 'waking' | 'unheard';
  /** Faults whose exit is in this stretch. */
  readonly timeNs?: readonly [number, number];
}

export type FaultOrder = 'time' | 'cost';

export interface FaultRow {
  readonly vm: number;
  readonly vcpu: number;
  readonly timeNs: number;
  /** Row of its exit in the whole trace; null: no event of this time is loaded. */
  readonly row: number | null;
  /** `0x…`; null: not recorded, or a guest-virtual one of shadow paging. */
  readonly gpa: string | null;
  /** null: the exit does not tell. */
  readonly access: 'read' | 'write' | 'fetch' | null;
  /** Of the processor's walk of the guest's page tables: no access of the program. */
  readonly isTableWalk: boolean;
  /** What the entry allowed: `r-x`, `---` where there was none; null: not told. */
  readonly allowed: string | null;
  /** `0x…`; null: not recorded. */
  readonly rip: string | null;
  /** ns from the exit to the next entry, without what the thread was kept from its host CPU; null: none was recorded. */
  readonly costNs: number | null;
  /** Of these, ns in which the thread slept. */
  readonly sleptNs: number;
  readonly cause: string;
  readonly confidence: 'certain' | 'strong' | 'weak';
  /** What tells the cause, or why it cannot be told. */
  readonly why: string;
  /** `fast`, `mapped`, `spurious`, `emulated`, `userspace`, `ioeventfd`, `async`, `handler`, `none`. */
  readonly repair: string;
  /** The same access again: the fault before did not let it through. */
  readonly isRetry: boolean;
  /** A store into a page whose entry forbade it. */
  readonly isStore: boolean;
  /** Who took the entry or the permission away before; null: not recorded, or nobody did. */
  readonly actor: PageActor | null;
  /** vCPU that was woken meanwhile; null: none. */
  readonly woke: number | null;
}

/** Rows that a `FaultPage` holds at most: who wants more asks for the next page. */
export const MOST_PAGE_FAULTS = 500;

export interface FaultPage {
  /** Faults of the selection. */
  readonly total: number;
  readonly start: number;
  readonly rows: readonly FaultRow[];
}
