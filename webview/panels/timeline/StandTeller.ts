import type { Host } from '../../host';
import type { TimeRange, TimelineState } from '../../state/timelineState';
import type { Navigator } from '../../timeline/Navigator';
import { stretchOf } from '../../timeline/viewport';

/** While another timeline follows, it is told of moves so often at most. */
const TELL_MS = 40;

export interface StandTellerOptions {
  readonly host: Host;
  readonly navigator: Navigator;
  readonly state: () => TimelineState;
}

/** Tells the host where the timeline stands, so that one that is linked with it can follow, and follows that one. */
export class StandTeller {
  private isLinked = false;
  /** The user has not moved the view since another timeline did, or since the page began. */
  private isFollowing = true;
  /** What the view showed then; undefined: the whole trace. */
  private followed: TimeRange | undefined;
  private hasBegun = false;
  private told = '';
  private waiting: number | undefined;

  constructor(private readonly options: StandTellerOptions) {}

  /** The host says whether another timeline follows. */
  linked(isLinked: boolean): void {
    this.isLinked = isLinked;
    this.tell();
  }

  /** Goes where the other timeline is, as far as this trace reaches; no step of its own. */
  follow(stretch: TimeRange): void {
    const { navigator } = this.options;
    navigator.restore(stretch);
    this.hasBegun = true;
    this.isFollowing = true;
    this.followed = navigator.shown;
  }

  /** Another load has begun. */
  restart(): void {
    this.hasBegun = false;
    this.isFollowing = true;
  }

  /** A frame was drawn. */
  drawn(): void {
    if (!this.hasBegun) {
      this.hasBegun = true;
      this.followed = this.options.navigator.shown;
    }
    if (!this.isLinked || this.waiting !== undefined) return;
    this.waiting = window.setTimeout(() => {
      this.waiting = undefined;
      this.tell();
    }, TELL_MS);
  }

  /** The view stands still, or something else was picked in it. */
  tell(): void {
    const { host, navigator, state } = this.options;
    const { destination } = navigator;
    if (destination === undefined || !this.hasBegun) return;
    // What the room for the lanes does to the view is no move: it stays the same that is shown.
    if (navigator.shown !== this.followed) this.isFollowing = false;
    const { place, markers } = state();
    const stand = {
      ...stretchOf(destination),
      isFollowed: this.isFollowing,
      selectedNs: place?.timeNs ?? null,
      markersNs: [markers.a ?? null, markers.b ?? null],
    } as const;
    const told = JSON.stringify(stand);
    if (told === this.told) return;
    this.told = told;
    void host.call('timelineMoved', stand).then(
      ({ isLinked }) => {
        this.isLinked = isLinked;
      },
      () => undefined, // The panel is closed: nobody follows.
    );
  }
}
