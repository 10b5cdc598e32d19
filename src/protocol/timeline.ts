/** What the timeline asks of a trace, in plain types. Times in ns since the first event. */
import type { ExitRow } from './ExitRow';

/**
 * What a lane shows. `state`: what a vCPU did; `strategy`: how it was idle; `wakes`: what ended its
 * idle periods; `exits`: its exits by class; `window`: its poll window; `cpu`: who ran on a host CPU;
 * `page`: faults into a contested or expensive guest page.
 */
export type LaneKind = 'state' | 'strategy' | 'wakes' | 'exits' | 'window' | 'cpu' | 'page';

export interface TimelineLane {
  /** Names it also in another load of the file: `vm0/vcpu1/state`, `cpu3`, `vm0/page0x1000`. */
  readonly key: string;
  readonly kind: LaneKind;
  /** `vCPU 1`, `CPU 3`, `page 0x1000`; of a host CPU of a further recording also which: `CPU 3, recording 2`. */
  readonly label: string;
  /** null: it belongs to no VM. */
  readonly vm: number | null;
  readonly vcpu: number | null;
  readonly hostCpu: number | null;
  /** Index in `TraceFacts.sources` of the recording that tells of a host CPU. */
  readonly source: number | null;
  /** Guest-physical address of a page. */
  readonly gpa: number | null;
}

/** Lanes of a kind that are not there, or not yet. */
export interface MissingLanes {
  readonly kind: LaneKind;
  /** One sentence: what was not recorded, or that it is told once the trace is read. */
  readonly why: string;
}

export interface TimelineOverview {
  /** Where what is loaded begins and, so far, ends. */
  readonly fromNs: number;
  readonly toNs: number;
  /** From the first event of a vCPU's thread to the last one: the load; null: no vCPU was seen, or not all is read. */
  readonly run: { readonly fromNs: number; readonly toNs: number } | null;
  /** By VM and vCPU, then host CPUs, then pages, in the order that they are shown in. */
  readonly lanes: readonly TimelineLane[];
  /**
   * By kind: the words that the numbers of `LaneColumns.category` stand for, in the order they are
   * stacked in. States: `guest`, `userspace`, `halt_poll`, `blocked`, `waking`, `preempted`,
   * `stalled`, `unknown`, and `kernel:CLASS` by the class of the exit that is handled, or `kernel`.
   * Host CPUs: `idle`, `other`, `unknown` and `vm0/vcpu1`, one for each vCPU. Pages: `store vm0/vcpu1`
   * and `access vm0/vcpu1`.
   */
  readonly categories: Readonly<Record<LaneKind, readonly string[]>>;
  readonly missing: readonly MissingLanes[];
  /** The trace is read: nothing changes any more. */
  readonly isComplete: boolean;
}

/**
 * A band of time at a resolution: which share of each column a category took. Column `c` covers
 * [fromNs + c × columnNs, fromNs + (c + 1) × columnNs) of the view.
 */
export interface BandColumns {
  readonly form: 'band';
  readonly key: string;
  /** By column: how many entries are of it; 0: the same as the column before. One of no category has an entry of share 0. */
  readonly counts: Uint8Array;
  /** By entry: index in the categories of its kind, ascending within a column. */
  readonly category: Uint8Array;
  /** By entry: share of the column, of WHOLE_SHARE. What is left of a column belongs to no category. */
  readonly share: Uint16Array;
}

/** What a whole column counts in `BandColumns.share`. */
export const WHOLE_SHARE = 65_535;

/** Marks at a resolution: how many of each category fell into each column. */
export interface CountColumns {
  readonly form: 'counts';
  readonly key: string;
  /** By column: how many entries are of it; 0: there was nothing. */
  readonly counts: Uint8Array;
  /** By entry: index in the categories of its kind, ascending within a column. */
  readonly category: Uint8Array;
  /** By entry, how many. */
  readonly value: Uint32Array;
}

/** A level at a resolution, ns: smallest and largest in each column. */
export interface LevelColumns {
  readonly form: 'level';
  readonly key: string;
  /** NaN: not known there. */
  readonly low: Float32Array;
  readonly high: Float32Array;
}

export type LaneColumns = BandColumns | CountColumns | LevelColumns;

/** Wakeups from who caused them to the vCPU that woke. Every array has one entry an arrow. */
export interface WakeArrows {
  /** Where the cause began: the sender's exit, the device's interrupt, the store. */
  readonly fromNs: Float64Array;
  /** When the guest ran again. */
  readonly toNs: Float64Array;
  /** Index in `keys` of the lane it comes from; -1: from no lane (a timer of the vCPU itself). */
  readonly from: Int32Array;
  /** Index in `keys`. */
  readonly to: Int32Array;
  /** Index in the categories of `wakes`. */
  readonly cause: Uint8Array;
  readonly keys: readonly string[];
  /** Wakeups in the view that have no arrow: there are too many to read. */
  readonly leftOut: number;
}

/** Which stretch is drawn, and how finely. */
export interface TimelineWindow {
  readonly fromNs: number;
  /** ns of a column: a pixel of the device. */
  readonly columnNs: number;
  /** At most MOST_COLUMNS. */
  readonly columns: number;
}

/** Two pages of a wide screen. */
export const MOST_COLUMNS = 8192;

export interface TimelineView extends TimelineWindow {
  /** In the order they were asked for. An answer is 256 KB at most: what is not in it can be asked for again. */
  readonly lanes: readonly LaneColumns[];
  /** By column: share in which events of some host CPU were lost, of 255; at least 1 where any were. */
  readonly lost: Uint8Array;
  /** null: they were not asked for, or the trace is read. */
  readonly arrows: WakeArrows | null;
}

/** One step to an event that proves a statement. */
export interface Evidence {
  readonly label: string;
  readonly timeNs: number;
  /** Row in the whole trace; null: no event of this time is loaded. */
  readonly row: number | null;
}

/** Where a table shows more of it. */
export type TableTarget =
  | { readonly table: 'events'; readonly filter: string }
  | {
      readonly table: 'idle';
      readonly vm: number;
      readonly vcpu: number;
      readonly strategy: string;
    }
  | { readonly table: 'pages'; readonly vm: number; readonly gpa: number };

/** What is at one place of a lane, in words. */
export interface TimelineDetail {
  readonly lane: string;
  /** `vCPU 1 of VM 0: halt poll`. */
  readonly title: string;
  /** Of the stretch, or twice the time of a mark. */
  readonly fromNs: number;
  readonly toNs: number;
  /** What it was, how it came to that, and how sure that is. */
  readonly sentences: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly evidence: readonly Evidence[];
  readonly tables: readonly TableTarget[];
  /** Guest code that it is about, `0x…`; null: none, or not recorded. */
  readonly rip: string | null;
}

/** Where the next or the one before of something begins and ends. */
export interface TimelineStep {
  readonly fromNs: number;
  readonly toNs: number;
}

/** A vCPU in a stretch of time. */
export interface VcpuInRange {
  readonly vm: number;
  readonly vcpu: number;
  /** ns by the order of `RangeSummary.states`. */
  readonly statesNs: readonly number[];
  /** Idle periods that lie in it or reach into it. */
  readonly periods: readonly {
    readonly strategy: string;
    readonly count: number;
    readonly ns: number;
  }[];
  /** Idle periods that ended in it. */
  readonly wakes: readonly { readonly cause: string; readonly count: number }[];
  /** Of these: from the cause to guest code; null: of none is it recorded. */
  readonly latencyP50Ns: number | null;
  readonly latencyP99Ns: number | null;
  readonly latencyMaxNs: number | null;
}

/** A page in a stretch of time. */
export interface PageInRange {
  readonly vm: number;
  readonly gpa: string;
  readonly faults: number;
  readonly stores: number;
  readonly costNs: number;
  /** `true-sharing`, …; null: nobody fights over it. */
  readonly sharing: string | null;
}

/** What happened between two times. */
export interface RangeSummary {
  readonly fromNs: number;
  readonly toNs: number;
  /** Names of the states, in the order of `VcpuInRange.statesNs`. */
  readonly states: readonly string[];
  readonly vcpus: readonly VcpuInRange[];
  /** Exits in it, those whose entry is in it too with their time. */
  readonly exits: readonly ExitRow[];
  /** Most expensive first, at most 50. */
  readonly pages: readonly PageInRange[];
  readonly pageCount: number;
  /** Stretches in it in which events were lost. */
  readonly lostGaps: number;
  /** What is not in these numbers, one sentence each. */
  readonly notes: readonly string[];
}

/** How many events of a filter fell into each column of a window. */
export interface MatchColumns {
  /** In the whole trace. */
  readonly total: number;
  readonly counts: Uint32Array;
}
