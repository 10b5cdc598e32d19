import type { IdleLane } from '../../analyses/idle/IdleLane';
import type { Finding } from '../../protocol/Finding';
import type { PageFault } from '../conflicts/FaultReader';
import type { IdlePeriod } from '../idle/PeriodTable';
import type { ReportSource } from '../idle/ReportSource';
import type { TimeWords } from './phrases';

/** A finding and how much it matters: about the share of a host CPU, or of the vCPUs' time, that it concerns. */
export interface WeighedFinding {
  readonly finding: Finding;
  readonly weight: number;
}

/** A vCPU thread that the trace shows. */
export interface FoundVcpu {
  readonly vm: number;
  readonly vcpu: number;
  readonly binding: number;
  readonly tid: number;
  /** Number of its recording. */
  readonly source: number;
  /** undefined: it neither ran nor halted. */
  readonly lane: IdleLane | undefined;
}

/** What finders look at. */
export interface FindingContext extends ReportSource {
  readonly words: TimeWords;
  /** Part of the trace's length, or of a host CPU over it, that a time is. */
  readonly shareOf: (ns: number) => number;
  /** By VM and id. */
  readonly vcpus: readonly FoundVcpu[];
  readonly vcpuOf: (binding: number) => FoundVcpu | undefined;
  /** What a host thread is called: a vCPU by its id, others by their name and thread id. */
  readonly threadName: (source: number, tid: number, atNs: number) => string;
}

/** Looks for one kind of thing that stands out. */
export interface Finder {
  /** Gets every idle period, by start; always in the same object. */
  readonly take?: (period: IdlePeriod) => void;
  /** Gets every page fault that is kept, in the order they ended; always in the same object. */
  readonly takeFault?: (fault: PageFault) => void;
  /** What was found, once all periods and faults were taken. */
  readonly found: () => readonly WeighedFinding[];
}
