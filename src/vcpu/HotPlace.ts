import { BoundedDurations } from '../base/BoundedDurations';
import { CountsOverTime } from '../base/CountsOverTime';
import type { Isa } from '../kvm/exitReasons';

/** Exits of one reason by one vCPU thread at one guest instruction. */
export class HotPlace {
  /** Of the exits. */
  readonly overTime = new CountsOverTime();
  /** From the exits to the vCPU's next entries. */
  readonly durations = new BoundedDurations();

  constructor(
    /** Index of the thread's binding. */
    readonly binding: number,
    readonly isa: Isa | undefined,
    /** Value of the `isa` field, for what it names beyond the two. */
    readonly isaField: number | undefined,
    /** Basic exit code, without flags. */
    readonly code: number,
    /** Where the guest was, as `base/signedAddress` holds it. */
    readonly rip: number,
  ) {}

  get count(): number {
    return this.overTime.count;
  }
}
