import type { ExitClass, Isa } from '../../kvm/exitReasons';
import { Durations } from './Durations';
import type { ExitLane } from './ExitTimeline';

/** Exits of one reason by one vCPU thread. */
export class ExitTally {
  count = 0;
  /** ns from the exit to the vCPU's next entry, of the exits that have one. */
  readonly durations = new Durations();

  constructor(
    /** Index of the thread's binding. */
    readonly binding: number,
    readonly isa: Isa | undefined,
    /** Value of the `isa` field, for what it names beyond the two. */
    readonly isaField: number | undefined,
    /** Basic exit code, without flags. */
    readonly code: number,
    /** Class of every exit so far; the reason's general class once two exits differ. */
    public exitClass: ExitClass,
    /** Where the time line counts the exits of the reason's usual class. */
    readonly lane: ExitLane,
  ) {}
}
