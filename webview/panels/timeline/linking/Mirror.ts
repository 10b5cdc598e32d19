import type { Host } from '../../../host';
import type { LanesView } from '../LanesView';

/** Others are told where the pointer is so often at most. */
const TELL_MS = 40;

/** Shows in linked timelines where the pointer is, and scrolls their lanes along. */
export class Mirror {
  private isLinked = false;
  private pointedNs: number | null = null;
  private waiting: number | undefined;
  /** The lane that stands first, as others know it; undefined: it is not to be told of. */
  private topLane: string | undefined;

  constructor(
    private readonly host: Host,
    private readonly lanes: LanesView,
  ) {}

  linked(isLinked: boolean): void {
    this.isLinked = isLinked;
    if (!isLinked) this.lanes.overlay.drawMirrored(undefined);
  }

  /** Where the pointer is now; undefined: not on the lanes. */
  pointed(timeNs: number | undefined): void {
    this.pointedNs = timeNs ?? null;
    if (!this.isLinked || this.waiting !== undefined) return;
    this.waiting = window.setTimeout(() => {
      this.waiting = undefined;
      void this.host.call('timelinePointed', { timeNs: this.pointedNs }).catch(ignored);
    }, TELL_MS);
  }

  /** Another timeline's pointer is there; null: on none. */
  pointedElsewhere(timeNs: number | null): void {
    this.lanes.overlay.drawMirrored(timeNs ?? undefined);
  }

  /** A frame was drawn. */
  drawn(): void {
    const { topLane: lane } = this.lanes;
    const isNew = lane !== undefined && lane !== this.topLane;
    const before = this.topLane;
    this.topLane = lane;
    // Where it stood when it began, or was led to by another one, nobody is to follow.
    if (!isNew || before === undefined || !this.isLinked) return;
    void this.host.call('timelineScrolled', { lane }).catch(ignored);
  }

  /** Lanes of another timeline were scrolled. */
  scrolledElsewhere(lane: string): void {
    if (!this.lanes.scrollTo(lane)) return;
    // It may not reach as far: where it comes to stand is no scrolling of its own.
    this.topLane = undefined;
  }
}

/** The panel is closed: nobody follows. */
function ignored(): void {
  // Nothing is to be done.
}
