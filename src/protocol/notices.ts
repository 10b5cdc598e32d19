import type { HotSubject } from './code';
import type { PageLoadNotice } from './loading';
import type { NotesFile } from './notes';
import type { FaultSelection } from './pages';
import type { FollowNotice, LinkNotice, PointerNotice, ScrollNotice } from './timelineLink';

/** Sent to a page of a loaded trace when the user picked an event elsewhere. */
export interface RevealNotice {
  readonly notice: 'reveal';
  /** Row in the whole trace. */
  readonly row: number;
}

/** Sent to a page of a loaded trace when the user picked a VM, a vCPU or a strategy elsewhere. */
export interface IdleNotice {
  readonly notice: 'idle';
  readonly vm: number;
  readonly vcpu?: number;
  readonly strategy?: string;
}

/** Sent to a page of a loaded trace to show a stretch of its timeline. */
export interface RangeNotice {
  readonly notice: 'range';
  readonly fromNs: number;
  readonly toNs: number;
  /** Key of the lane to bring into view; null: any. */
  readonly lane: string | null;
  /** What is selected on that lane; null: nothing is. */
  readonly timeNs: number | null;
}

/** Sent to a page of a loaded trace to show its timeline as it was left. */
export interface TimelineNotice {
  readonly notice: 'timeline';
}

/** Sent to every page of a trace whose notes changed: on disk, or on another page of it. */
export interface NotesNotice {
  readonly notice: 'notes';
  readonly file: NotesFile;
}

/** Sent to every page of a trace when other symbols are used: what it knows of code is out of date. */
export interface SymbolsNotice {
  readonly notice: 'symbols';
}

/** Sent to a page of a loaded trace to show where the matches of a filter are in the timeline. */
export interface MatchesNotice {
  readonly notice: 'matches';
  readonly filter: string;
}

/** Sent to a page of a loaded trace to show its hot code, with the rows of a search. */
export interface CodeNotice {
  readonly notice: 'code';
  readonly of: HotSubject;
  readonly search: string;
}

/** Sent to a page of a loaded trace to show its pages of guest memory, with the faults of a selection. */
export interface FaultsNotice {
  readonly notice: 'faults';
  readonly selection: FaultSelection;
}

/** Sent to a page of a loaded trace with what is shown as an example of something, to say of what. */
export interface ExampleNotice {
  readonly notice: 'example';
  /** A sentence or two. */
  readonly text: string;
  /** Where more of it is. */
  readonly more: {
    readonly label: string;
    readonly shows: readonly (MatchesNotice | IdleNotice | FaultsNotice | CodeNotice)[];
  };
}

/** What a page is told to show because the user picked it elsewhere. */
export type ShowNotice =
  | RevealNotice
  | IdleNotice
  | RangeNotice
  | TimelineNotice
  | MatchesNotice
  | FaultsNotice
  | CodeNotice
  | ExampleNotice;

export type PageNotice =
  | PageLoadNotice
  | ShowNotice
  | NotesNotice
  | SymbolsNotice
  | LinkNotice
  | FollowNotice
  | PointerNotice
  | ScrollNotice;
