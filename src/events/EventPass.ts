import type { EventBlock, EventKind, EventStream } from './EventTable';
import type { Loss } from './LossIndex';

/** A trace as far as it was read: what a pass may know beside the block that it takes in. */
export interface TraceSoFar {
  /** They grow with the trace, as does `streams`. */
  readonly kinds: readonly EventKind[];
  readonly streams: readonly EventStream[];
  /** All losses found so far, up to the block's end or later. */
  readonly lost: readonly Loss[];
}

/** An analysis that goes forward through a trace: it takes in every block once, in order. */
export interface EventPass {
  readonly add: (block: EventBlock, trace: TraceSoFar) => void;
  /** Nothing more will be read. `lastNs`: time of the last event read. `trace`: all of it. */
  readonly finish?: (lastNs: number, trace: TraceSoFar) => void;
}

/** Passes by what they find. Each block goes through them in the order they are named in. */
export type PassSet<P> = { readonly [Name in keyof P]: EventPass };
