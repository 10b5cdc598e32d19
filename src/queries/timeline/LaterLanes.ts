import type { MarkList } from '../../analyses/timeline/MarkList';
import type { SpanList } from '../../analyses/timeline/SpanList';
import type { StoreWakes } from '../conflicts/StoreWakes';
import type { PeriodTable } from '../idle/PeriodTable';

/** Marks, and of what each one is: a number by the order of the marks. */
export interface MarksOf {
  readonly marks: MarkList;
  readonly of: Uint32Array;
}

/** Faults into one page. Categories: twice the binding of the vCPU, and one more where it is no store. */
export interface PageMarks extends MarksOf {
  readonly vm: number;
  /** Guest-physical address of the page. */
  readonly gpa: number;
}

/** What of the lanes only the whole trace tells. */
export interface LaterLanes {
  readonly periods: PeriodTable;
  /** Which stores ended which of these. */
  readonly stores: StoreWakes;
  /** By name of the vCPU: its idle periods, each a stretch, by index in STRATEGIES. */
  readonly strategies: ReadonlyMap<string, SpanList>;
  /** By name of the vCPU: the ends of its idle periods, by index in CAUSES; `of`: positions in `periods`. */
  readonly wakes: ReadonlyMap<string, MarksOf>;
  /** Contested ones first, then by cost. `of`: indices in the table of faults. */
  readonly pages: readonly PageMarks[];
}
