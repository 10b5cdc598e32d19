import type { LevelList } from '../../analyses/timeline/LevelList';
import type { MarkList } from '../../analyses/timeline/MarkList';
import type { SpanList } from '../../analyses/timeline/SpanList';
import type { TimelineLane } from '../../protocol/timeline';

/**
 * What a lane shows, at full resolution. `indexOf`: index of a list's category among those that the
 * overview names for the lane's kind.
 */
export type LaneContent =
  | {
      readonly form: 'band';
      readonly spans: SpanList;
      readonly indexOf: (category: number) => number;
      /** Thread of a stretch, where the lane is a host CPU's; negative: not known. */
      readonly tidOf?: (index: number) => number;
    }
  | {
      readonly form: 'counts';
      readonly marks: MarkList;
      readonly indexOf: (category: number) => number;
      /** Whether two of the list's categories are alike to who steps from mark to mark. */
      readonly isSame: (a: number, b: number) => boolean;
    }
  | {
      readonly form: 'level';
      readonly levels: LevelList;
      /** Within which it is known. */
      readonly fromNs: number;
      readonly toNs: number;
    };

/** Members of a lane that most lanes have none of. */
export const noPlace: Omit<TimelineLane, 'key' | 'kind' | 'label'> = {
  vm: null,
  vcpu: null,
  hostCpu: null,
  source: null,
  gpa: null,
};

/** A lane, and what it shows. */
export class Lane {
  private known: LaneContent | undefined;

  constructor(
    readonly facts: TimelineLane,
    private readonly build: () => LaneContent,
  ) {}

  /** Made when first asked for. */
  get content(): LaneContent {
    return (this.known ??= this.build());
  }
}
