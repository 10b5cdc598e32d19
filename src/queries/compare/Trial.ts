import type { Difference, NotCompared } from '../../protocol/compare';
import type { Uncertain } from './Uncertain';

/** A metric of both runs, before all of them are judged together. */
export interface Trial extends Pick<Difference, 'id' | 'what' | 'unit' | 'measure' | 'vcpu'> {
  readonly a: Uncertain;
  readonly b: Uncertain;
  /** Share of the vCPUs' time that a difference of 1 is about. */
  readonly weight: number;
  /** What measures it has no part in chance: KVM's rules tell that the runs differ. */
  readonly isProven?: boolean;
  /** Events that are needed to tell it. */
  readonly needs: readonly string[];
}

/** Metrics, and those that cannot be compared. */
export interface Trials {
  readonly trials: readonly Trial[];
  readonly notCompared: readonly NotCompared[];
}
