/** What the Idle view asks of a trace, in plain types. Times in ns since the first event; words as in `exitscope report`. */

/** Where a vCPU's time went, and what its guest showed of itself. */
export interface VcpuIdle {
  readonly vm: number;
  readonly vcpu: number;
  /** Thread that runs it; null: not recorded. */
  readonly tid: number | null;
  /** ns by the order of `IdleOverview.states`; they add up to the length of what is loaded. */
  readonly statesNs: readonly number[];
  readonly passThrough: PassThroughEstimate | null;
  readonly guest: GuestShown;
}

/** How much of its time a vCPU waited inside its guest: by the host's ticks, or by the guest's own recording. */
export interface PassThroughEstimate {
  readonly samples: number;
  readonly atIdleRip: number;
  /** The instructions it waited at, `0x…`. */
  readonly idleRips: readonly string[];
  /** 0 to 1; `low` to `high` is its 95 % interval. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** The guest's own recording tells it; nothing is estimated. */
  readonly isExact: boolean;
}

/** null: the trace does not show it. */
export interface GuestShown {
  /** Whether CPUID offered MONITOR and MWAIT. */
  readonly offersMwait: boolean | null;
  /** Smallest and largest monitor line in bytes. */
  readonly monitorLine: readonly [number, number] | null;
  readonly x2apic: boolean | null;
  readonly tscDeadline: boolean | null;
  /** False when the guest turned the host's polling off, to poll itself. */
  readonly hostPolls: boolean | null;
  /** Kernels of the host whose rules the poll window follows: `6.1 or later`. */
  readonly hostKernel: string | null;
  /** Halts whose effect on the poll window the best kernel's rules foretell, and of how many. */
  readonly pollReplay: { readonly reproduced: number; readonly halts: number } | null;
  /** MWAIT exits of the vCPU, and those answered with an exception. */
  readonly mwaits: number;
  readonly refusedMwaits: number;
}

/** All idle periods of one vCPU by one strategy. */
export interface StrategyRow {
  readonly vm: number;
  readonly vcpu: number;
  readonly strategy: string;
  readonly periods: number;
  /** How many of them are how sure. */
  readonly certain: number;
  readonly strong: number;
  readonly weak: number;
  /** Over the periods whose end was seen, as the percentiles are. */
  readonly totalNs: number;
  /** totalNs over the length of what is loaded, 0 to 1. */
  readonly share: number;
  readonly p50Ns: number | null;
  readonly p99Ns: number | null;
}

/** Who or what ended idle periods: a vCPU, a thread, or a cause that has neither. */
export interface Waker {
  readonly cause: string;
  /** VM and vCPU that sent it; null: none did, or it is not told. */
  readonly vm: number | null;
  readonly vcpu: number | null;
  /** Thread that sent it, where that runs no vCPU. */
  readonly tid: number | null;
  /** '' where there is no thread, or nobody saved its name. */
  readonly comm: string;
}

/** How often a waker ended the idle periods of one vCPU. */
export interface WakeCount {
  /** Index in `IdleOverview.wakers`. */
  readonly waker: number;
  readonly vm: number;
  readonly vcpu: number;
  readonly count: number;
}

/** What of idling an event tells. */
export type ToldOfIdling =
  | 'guest-time'
  | 'late-exits'
  | 'sleep-time'
  | 'period-ends'
  | 'strategies'
  | 'halt-lengths'
  | 'poll-shares'
  | 'poll-window'
  | 'latency'
  | 'wakers'
  | 'causes'
  | 'vectors'
  | 'cause-confirmation'
  | 'ipi-certainty'
  | 'device-certainty';

/** An event of which the recording holds none, or none with its fields, and what can then not be told (J). */
export interface MissingIdleEvent {
  /** A tracepoint, without system; `common_flags` or `guest-mode sample`, which texts leave out. */
  readonly event: string;
  /** It was recorded, without what it tells. */
  readonly hasNoFields: boolean;
  readonly affects: readonly ToldOfIdling[];
}

/** How idle one vCPU was, slice by slice. */
export interface VcpuOverTime {
  readonly vm: number;
  readonly vcpu: number;
  /** Told by where the host's ticks found its guest, and not by its idle periods. */
  readonly isByTicks: boolean;
  /** 0 to 1; NaN: nothing tells. */
  readonly idle: Float64Array;
}

/** What is loaded, in slices of equal length. */
export interface OverTime {
  readonly fromNs: number;
  readonly sliceNs: number;
  readonly vcpus: readonly VcpuOverTime[];
}

export interface IdleOverview {
  readonly durationNs: number;
  /** Names of the states, in the order of `VcpuIdle.statesNs`. */
  readonly states: readonly string[];
  readonly vcpus: readonly VcpuIdle[];
  readonly overTime: OverTime;
  readonly strategies: readonly StrategyRow[];
  /** Most wakes first. */
  readonly wakers: readonly Waker[];
  readonly wakes: readonly WakeCount[];
  readonly missing: readonly MissingIdleEvent[];
  /** Stretches in which events were lost: what a vCPU did in them is unknown. */
  readonly lossCount: number;
}

/** Which idle periods are meant; what is absent does not restrict. */
export interface PeriodSelection {
  readonly vm?: number;
  readonly vcpu?: number;
  readonly strategy?: string;
  /** Only ended ones have a cause. */
  readonly cause?: string;
  /** With `cause`: the vCPU of the same VM that sent it; null: none is known. */
  readonly sourceVcpu?: number | null;
  /** With `cause`: the thread that sent it; null: none is known. */
  readonly sourceTid?: number | null;
  /** Bounds of the length: from the first on, below the second. */
  readonly lengthNs?: readonly [number, number];
  /** The same of the time from the wake's cause to guest code. */
  readonly latencyNs?: readonly [number, number];
  /** Periods that begin in this stretch. */
  readonly timeNs?: readonly [number, number];
}

export type PeriodOrder = 'latency' | 'length' | 'start';

/** One step from an idle period's begin to guest code running again. */
export interface ChainStep {
  readonly step: 'idle' | 'origin' | 'cause' | 'waking' | 'running' | 'entry';
  readonly timeNs: number;
  /** Row of its event in the whole trace; null: no event of this time is loaded. */
  readonly row: number | null;
  /** Name of that event; '' where there is none. */
  readonly event: string;
}

export interface IdlePeriodRow {
  readonly vm: number;
  readonly vcpu: number;
  readonly startNs: number;
  /** null: the trace ended first, or lost it. */
  readonly endNs: number | null;
  readonly strategy: string;
  readonly confidence: string;
  readonly iterations: number;
  /** Where the guest was when it began to idle, `0x…`; null: not recorded. */
  readonly rip: string | null;
  readonly pollNs: number | null;
  readonly waitNs: number | null;
  /** Halts of the period before its last one, in order. */
  readonly earlierHalts: readonly EarlierHaltRow[];
  readonly wake: PeriodWake | null;
  readonly chain: readonly ChainStep[];
}

/** A halt after which the vCPU halted again without running its guest. */
export interface EarlierHaltRow {
  readonly endNs: number;
  readonly cause: string;
  readonly confidence: string;
  readonly sourceVcpu: number | null;
  readonly sourceTid: number | null;
  /** Name of the thread; '' where it is not known. */
  readonly sourceComm: string;
}

/** How an idle period ended. Parts of the latency that are not recorded are null. */
export interface PeriodWake {
  readonly cause: string;
  readonly confidence: string;
  readonly whyUnknown: 'not-recorded' | 'did-not-happen' | null;
  /** What an unknown cause likely was: `ipi` or `device` that hardware delivered by itself. */
  readonly suspected: string | null;
  readonly vector: number | null;
  /** Interrupt line of a device. */
  readonly gsi: number | null;
  /** Other interrupts that came before the vCPU ran again. */
  readonly alsoPending: number;
  readonly sourceVcpu: number | null;
  readonly sourceTid: number | null;
  /** Name of the thread; '' where it is not known. */
  readonly sourceComm: string;
  /** The store into a protected page that caused it; null: none did, or it is not told. */
  readonly store: { readonly vcpu: number; readonly gpa: string; readonly line: number } | null;
  /** Where the vCPU was that caused it: of its IPI, its store; `0x…`; null: none did, or not recorded. */
  readonly sourceRip: string | null;
  readonly causeToWakingNs: number | null;
  readonly wakingToRunningNs: number | null;
  readonly runningToEntryNs: number | null;
  readonly totalNs: number | null;
}

/** An answer has no more rows, however many were asked for. */
export const MOST_PAGE_PERIODS = 500;

export interface PeriodPage {
  /** Periods of the selection. */
  readonly total: number;
  readonly start: number;
  readonly rows: readonly IdlePeriodRow[];
}

/** Counts in bins of a tenth of a decade: bin b holds 10^((first+b)/10) up to 10^((first+b+1)/10) ns. */
export interface LogBins {
  readonly first: number;
  readonly counts: Uint32Array;
  /** Of all that was counted; null: nothing was. */
  readonly p50Ns: number | null;
  readonly p99Ns: number | null;
}

/** The poll window of one vCPU, as each kvm_halt_poll_ns tells it. */
export interface PollWindow {
  readonly vm: number;
  readonly vcpu: number;
  /** By bin: the largest window in ns; NaN: before the vCPU's first event or after its last. */
  readonly largestNs: Float64Array;
}

export interface IdleHistograms {
  readonly lengths: LogBins;
  readonly latencies: LogBins;
  readonly fromNs: number;
  readonly binNs: number;
  readonly windows: readonly PollWindow[];
}
