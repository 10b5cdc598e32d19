import type { Finding } from '../../protocol/Finding';
import type { IdlePeriod } from '../idle/PeriodTable';

/** A finding and how much it matters: about the share of a host CPU, or of the vCPUs' time, that it concerns. */
export interface WeighedFinding {
  readonly finding: Finding;
  readonly weight: number;
}

/** Looks for one kind of thing that stands out. */
export interface Finder {
  /** Gets every idle period, by start; always in the same object. */
  readonly take?: (period: IdlePeriod) => void;
  /** What was found, once all periods were taken. */
  readonly found: () => readonly WeighedFinding[];
}
