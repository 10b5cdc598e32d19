import type { PrecedingExit } from '../../kvm/words/words';
import type { RunLoopStep } from '../RunLoopStep';
import type { EventLine } from '../traceLine';

/** An event among the lines around it. */
export interface ExcerptEvent {
  readonly kind: 'event';
  /** Lines of the text, counted from 0: more than one where it was wrapped. */
  readonly first: number;
  readonly last: number;
  readonly line: EventLine;
  readonly step: RunLoopStep | undefined;
  readonly vcpu: { readonly id: number; readonly isInferred: boolean } | undefined;
  /** The exit that the thread is handling. */
  readonly precedingExit: PrecedingExit | undefined;
  /** Of an exit: the entry after it. Undefined: it is not here, or lines may be missing before it. */
  readonly entry: { readonly line: number; readonly duration: number | undefined } | undefined;
}

/** What stands between events: where the text has a hole, and what is no line of a trace. */
export type ExcerptItem =
  | ExcerptEvent
  | {
      readonly kind: 'lost';
      readonly first: number;
      readonly hostCpu: number | undefined;
      readonly count: number | undefined;
    }
  | { readonly kind: 'gap' | 'unread'; readonly first: number };

/** A piece of a trace text, as somebody cut it out. */
export interface Excerpt {
  readonly items: readonly ExcerptItem[];
  /** Stamps go back somewhere: they are no times of one clock, and no duration is told. */
  readonly isOrdered: boolean;
}
