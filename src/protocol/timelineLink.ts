import type { RunVcpu } from './compare';

/** What timelines that move together tell each other, by way of the extension host. Times in ns since a trace's first event. */

/** Where a timeline stands. */
export interface TimelineStand {
  readonly fromNs: number;
  readonly toNs: number;
  /** `link`: another one was moved, and nobody is to follow; `nobody`: its page has just begun, or another load. */
  readonly movedBy: 'user' | 'link' | 'nobody';
  /** The moment that is selected; null: none is. */
  readonly selectedNs: number | null;
  /** The markers A and B. */
  readonly markersNs: readonly [number | null, number | null];
}

/** Another timeline that one is linked with: its time is `scale` times the own one, and `offsetNs` more. */
export interface LinkedTo {
  /** Of its recording, as short as it is told apart by. */
  readonly name: string;
  readonly scale: number;
  readonly offsetNs: number;
  /** Own vCPUs that have no partner in it: their lanes are scrolled without it. */
  readonly without: readonly RunVcpu[];
}

/** How a timeline is linked, as itself sees it. */
export interface TimelineLink {
  /** What is the same in all of them, in words: `start of load`. */
  readonly at: string;
  readonly others: readonly LinkedTo[];
  /** Of its own time what the other recordings reach over. */
  readonly reach: { readonly fromNs: number; readonly toNs: number };
}

/** What a page can have done to the link of its timeline: another alignment, another arrangement, none. */
export const linkChanges = ['align', 'arrange', 'end'] as const;
export type LinkChange = (typeof linkChanges)[number];

/** Sent to every page of a trace when its timeline is linked with others, otherwise, or no longer. */
export interface LinkNotice {
  readonly notice: 'link';
  readonly link: TimelineLink | null;
}

/** Sent to every page of a trace when a timeline that its own is linked with was moved. */
export interface FollowNotice {
  readonly notice: 'follow';
  readonly fromNs: number;
  readonly toNs: number;
}

/** Sent to every page of a trace when the pointer moves over a timeline that its own is linked with. */
export interface PointerNotice {
  readonly notice: 'pointer';
  /** null: it has left. */
  readonly timeNs: number | null;
}

/** Sent to every page of a trace when the lanes of a timeline that its own is linked with were scrolled. */
export interface ScrollNotice {
  readonly notice: 'scroll';
  /** Key of the lane that stands first; a recording may lack it. */
  readonly lane: string;
}
