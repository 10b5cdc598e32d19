import type { TimelineLink, TimelineStand } from '../../../../src/protocol/timelineLink';
import type { Host } from '../../../host';
import type { TimeRange, TimelineState } from '../../../state/timelineState';
import type { Navigator } from '../../../timeline/Navigator';

/** While other timelines follow, they are told of moves so often at most. */
const TELL_MS = 40;

export interface StandTellerOptions {
  readonly host: Host;
  readonly navigator: Navigator;
  readonly state: () => TimelineState;
  /** The host says how the timeline is linked. */
  readonly linked: (link: TimelineLink | null) => void;
}

/** Tells the host where the timeline stands, so that those that are linked with it can follow, and follows them. */
export class StandTeller {
  /** Each move is told, not only where the view came to rest. */
  isLinked = false;
  private movedBy: TimelineStand['movedBy'] = 'nobody';
  /** What the view showed when it was moved by others last; undefined: the whole trace. */
  private followed: TimeRange | undefined;
  private hasBegun = false;
  private told = '';
  private waiting: number | undefined;

  constructor(private readonly options: StandTellerOptions) {}

  /** Goes where the others are; no step of its own. */
  follow(stretch: TimeRange): void {
    const { navigator } = this.options;
    // A view that is not there yet is told where to go once it says that it has begun.
    if (!this.hasBegun) return;
    navigator.restore(stretch);
    this.movedBy = 'link';
    this.followed = navigator.shown;
  }

  /** The user has the view begin at a place that was picked elsewhere: others are to follow. */
  led(): void {
    this.movedBy = 'user';
  }

  /** Another load has begun. */
  restart(): void {
    this.hasBegun = false;
    this.movedBy = 'nobody';
    this.told = '';
  }

  /** A frame was drawn. */
  drawn(): void {
    if (!this.hasBegun) {
      this.hasBegun = true;
      this.followed = this.options.navigator.shown;
      this.tell();
    }
    if (!this.isLinked || this.waiting !== undefined) return;
    this.waiting = window.setTimeout(() => {
      this.waiting = undefined;
      this.tell();
    }, TELL_MS);
  }

  /** The view stands still, or something else was picked in it. */
  tell(): void {
    const { host, navigator, state, linked } = this.options;
    const { standing } = navigator;
    if (standing === undefined || !this.hasBegun) return;
    // What the room for the lanes does to the view is no move: it stays the same that is shown.
    if (navigator.shown !== this.followed) this.movedBy = 'user';
    const { place, markers } = state();
    const stand: TimelineStand = {
      ...standing,
      movedBy: this.movedBy,
      selectedNs: place?.timeNs ?? null,
      markersNs: [markers.a ?? null, markers.b ?? null],
    };
    const told = JSON.stringify(stand);
    if (told === this.told) return;
    this.told = told;
    void host.call('timelineMoved', stand).then(
      ({ link }) => {
        linked(link);
      },
      () => undefined, // The panel is closed: nobody follows.
    );
  }
}
