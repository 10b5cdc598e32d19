/** What timelines that move together tell each other, by way of the extension host. */

/** Where a timeline stands. Times in ns since its first event. */
export interface TimelineStand {
  readonly fromNs: number;
  readonly toNs: number;
  /** It was moved there because another one was: nobody is to follow it. */
  readonly isFollowed: boolean;
  /** The moment that is selected; null: none is. */
  readonly selectedNs: number | null;
  /** The markers A and B. */
  readonly markersNs: readonly [number | null, number | null];
}

/** Sent to every page of a trace when its timeline is linked with another one, or is no longer. */
export interface LinkNotice {
  readonly notice: 'link';
  readonly isLinked: boolean;
}

/** Sent to every page of a trace when the timeline that its own is linked with was moved. */
export interface FollowNotice {
  readonly notice: 'follow';
  readonly fromNs: number;
  readonly toNs: number;
}
