import type { Isa } from '../../kvm/exitReasons';
import { PlaceDurations } from './PlaceDurations';

/** Exits of one reason by one vCPU thread at one guest instruction. */
export class HotPlace {
  count = 0;
  lastNs: number;
  /** From the exits to the vCPU's next entries. */
  readonly durations = new PlaceDurations();

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
    readonly firstNs: number,
  ) {
    this.lastNs = firstNs;
  }
}
