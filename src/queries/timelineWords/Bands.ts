/** A stretch of a lane, with exact edges in ns since the first event. */
export interface Stretch {
  readonly fromNs: number;
  readonly toNs: number;
  /** Word of `TimelineOverview.categories`: `guest`, `kernel:idle`, `vm0/vcpu1`. */
  readonly category: string;
  /** Thread that ran, of a host CPU's lane; undefined: not recorded. */
  readonly tid?: number | undefined;
}

/** A level that holds from one change to the next. */
export interface Level {
  readonly fromNs: number;
  readonly toNs: number;
  readonly level: number;
  /** Whether it began with a change: the first one holds since before that. */
  readonly isChanged: boolean;
}

/** What the lanes of a timeline show, by their keys. */
export interface Bands {
  /** The stretch that holds a time; undefined: nothing is told there, or there is no such lane. */
  readonly at: (key: string, timeNs: number) => Stretch | undefined;
  /** The stretches of a lane that reach into a part of the time, in order, whole. */
  readonly between: (key: string, fromNs: number, toNs: number) => Iterable<Stretch>;
  /** ns of each category in a part of the time. */
  readonly sumsNs: (key: string, fromNs: number, toNs: number) => ReadonlyMap<string, number>;
  /** How many marks of a lane are from a time on and before another. */
  readonly marksWithin: (key: string, fromNs: number, toNs: number) => number;
  /** What a level was at a time, from one change of it to the next; undefined: not known there. */
  readonly levelAt: (key: string, timeNs: number) => Level | undefined;
  /** Time of the mark that is next to a time; undefined: none is within `slackNs`. */
  readonly markNear: (key: string, timeNs: number, slackNs: number) => number | undefined;
}
