import { clockUnitOf } from '../../../src/protocol/clockUnitOf';
import type { ExitsOverTime } from '../../../src/protocol/exits';
import type { TraceFacts } from '../../../src/protocol/facts';
import type { TimelineOverview } from '../../../src/protocol/timeline';
import type { ClockUnit } from '../../format/time';
import type { Host } from '../../host';
import { LatestCall } from '../../LatestCall';

/** Of the minimap: about as many as it has pixels on a laptop. */
const MINIMAP_BINS = 600;

export interface KnownTraceOptions {
  readonly host: Host;
  readonly failed: (message: string) => void;
  readonly overviewTold: () => void;
  readonly exitsTold: () => void;
}

/** What is told of the trace so far, and is asked for again as more of it is read. */
export class KnownTrace {
  facts: TraceFacts | undefined;
  isLoading = true;
  overview: TimelineOverview | undefined;
  exits: ExitsOverTime | undefined;
  private isTold = false;
  private readonly overviewCall: LatestCall<'timelineOverview'>;
  private readonly exitsCall: LatestCall<'exitsOverTime'>;

  constructor({ host, failed, overviewTold, exitsTold }: KnownTraceOptions) {
    this.overviewCall = new LatestCall({
      host,
      method: 'timelineOverview',
      failed,
      answered: (overview) => {
        this.overview = overview ?? undefined;
        this.isTold = true;
        overviewTold();
      },
    });
    this.exitsCall = new LatestCall({
      host,
      method: 'exitsOverTime',
      failed,
      answered: (exits) => {
        this.exits = exits;
        exitsTold();
      },
    });
  }

  get clockUnit(): ClockUnit {
    return this.facts === undefined ? 'ns' : clockUnitOf(this.facts);
  }

  /** No more is loaded than the lanes were told of. */
  get isFresh(): boolean {
    return this.overview !== undefined && this.isTold;
  }

  /** What is loaded has changed. */
  take(facts: TraceFacts, isLoading: boolean): void {
    this.facts = facts;
    this.isLoading = isLoading;
    this.isTold = false;
  }

  ask(): void {
    this.overviewCall.ask({});
    this.exitsCall.ask({ bins: MINIMAP_BINS });
  }

  /** Another load has begun. */
  restart(): void {
    this.facts = undefined;
    this.overview = undefined;
    this.exits = undefined;
  }
}
