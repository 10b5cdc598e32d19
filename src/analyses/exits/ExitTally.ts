import type { ExitClass, Isa } from '../../kvm/exitReasons';
import { Durations } from './Durations';
import type { ExitLane } from './ExitTimeline';

/** Exits of one reason by one vCPU thread. */
export class ExitTally {
  count = 0;
  /** ns from the exit to the vCPU's next entry, of the exits that have one. */
  readonly durations = new Durations();
  /**
   * The same as `perf kvm stat` counts it: across losses too, and only once the thread entered a guest.
   * Source: tools/perf/builtin-kvm.c, and domain reference A.7.
   */
  perfPaired = 0;
  perfTotalNs = 0;
  private own: Map<ExitClass, number> | undefined;

  constructor(
    /** Its place among the pass's tallies. */
    readonly index: number,
    /** Index of the thread's binding. */
    readonly binding: number,
    readonly isa: Isa | undefined,
    /** Value of the `isa` field, for what it names beyond the two. */
    readonly isaField: number | undefined,
    /** Basic exit code, without flags. */
    readonly code: number,
    /** Where the time line counts the exits of the reason's usual class. */
    readonly lane: ExitLane,
  ) {}

  /** By class: exits so far. More than one for the reasons whose class depends on other fields. */
  get classes(): ReadonlyMap<ExitClass, number> {
    return this.own ?? new Map([[this.lane.exitClass, this.count]]);
  }

  /** An exit whose class the reason alone does not tell. */
  addOwn(exitClass: ExitClass): void {
    this.own ??= new Map();
    this.own.set(exitClass, (this.own.get(exitClass) ?? 0) + 1);
  }
}
