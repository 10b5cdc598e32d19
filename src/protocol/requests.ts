import type { NamedTable, TableToName } from '../base/tableColumns';
import type { CodeRequests, GuestPlace, HostCodeRequests, HotSubject } from './code';
import type { Companion, NearbyRecording } from './Companion';
import type { DoctorReport } from './doctor';
import type { ExitRow } from './ExitRow';
import type { TraceFacts } from './facts';
import type { Finding } from './Finding';
import type {
  IdleHistograms,
  IdleOverview,
  PeriodOrder,
  PeriodPage,
  PeriodSelection,
} from './idle';
import type { NotesFile, Note, TimelineLayout } from './notes';
import type { FaultOrder, FaultPage, FaultSelection, PageDetail, PageOverview } from './pages';
import type {
  MatchColumns,
  RangeSummary,
  TimelineDetail,
  TimelineOverview,
  TimelineStep,
  TimelineView,
  TimelineWindow,
} from './timeline';
import type {
  FollowNotice,
  LinkChange,
  LinkNotice,
  PointerNotice,
  ScrollNotice,
  TimelineLink,
  TimelineStand,
} from './timelineLink';
import type { TracePart } from './TracePart';

/** Restricts an answer to one VM, or one vCPU of it; an absent member does not restrict. */
export interface VcpuSelection {
  readonly vm?: number;
  readonly vcpu?: number;
}

/** Exits per time bin and class: `counts[c * bins + b]`. */
export interface ExitsOverTime {
  /** Where the first bin starts. */
  readonly fromNs: number;
  readonly binNs: number;
  readonly bins: number;
  readonly classes: readonly string[];
  readonly counts: Uint32Array;
}

/** A window of the event table. Every array has one entry a row. */
export interface EventPage {
  /** Matching events in the whole trace, for the scroll bar. */
  readonly total: number;
  /** Position of the first row of this page among the matching events. */
  readonly start: number;
  /** Row in the whole trace, by which the other requests name an event. */
  readonly row: Float64Array;
  readonly timeNs: Float64Array;
  /** Index in `TraceFacts.sources`. */
  readonly source: Uint8Array;
  /** -1: not recorded. */
  readonly hostCpu: Int32Array;
  /** Negative: not recorded. */
  readonly tid: Int32Array;
  readonly comm: readonly string[];
  readonly event: readonly string[];
  /** -1: the thread is no vCPU. */
  readonly vm: Int16Array;
  readonly vcpu: Int16Array;
  /** One line: exit reason name and number, the fields that matter, in the field's terms. */
  readonly summary: readonly string[];
}

/** One field of an event, in words. */
export interface FieldInWords {
  readonly name: string;
  /** As `trace-cmd report -R` shows numbers, or the string. */
  readonly value: string;
  /** What it means: `EPT_VIOLATION (48)`, `write to a present, read-only page`; '' when the value says it all. */
  readonly meaning: string;
}

export interface EventDetail {
  readonly row: number;
  readonly timeNs: number;
  /** Absolute stamp on the trace's own clock, decimal. */
  readonly absoluteNs: string;
  /** Name of the recording; null: there is only one. */
  readonly recording: string | null;
  /** null: not recorded. */
  readonly hostCpu: number | null;
  readonly tid: number | null;
  readonly comm: string;
  /** `kvm:kvm_exit`. */
  readonly event: string;
  readonly vm: number | null;
  readonly vcpu: number | null;
  /** Sentences that say what happened. */
  readonly inWords: readonly string[];
  /** Where the guest was, `0x…`; null: the event tells of no place, or is of no vCPU. */
  readonly rip: string | null;
  readonly fields: readonly FieldInWords[];
  /** The call chain that was recorded with the event, innermost first: `kernel 0xffffffff81059a3b`. */
  readonly callchain: readonly string[];
  /** Record bytes as the file holds them, hex, 16 a line. */
  readonly rawHex: readonly string[];
  /** Byte in the file where the record (or its compressed chunk) starts. */
  readonly fileOffset: number | null;
}

/** How far the load is; `rows` grow while it runs, and what is loaded can be asked for at once. */
export type LoadState =
  | {
      readonly kind: 'loading';
      readonly doneBytes: number;
      readonly totalBytes: number;
      readonly events: number;
    }
  | { readonly kind: 'complete' }
  | { readonly kind: 'cancelled'; readonly events: number }
  /** The file needs more memory than allowed: nothing is loaded, a part can be chosen. */
  | { readonly kind: 'too-large'; readonly message: string; readonly estimatedEvents: number }
  /** A table whose header does not tell what its columns are. */
  | { readonly kind: 'unnamed'; readonly message: string; readonly table: TableToName }
  | { readonly kind: 'failed'; readonly message: string };

/** Every question the webview or the extension host may ask, with its answer. Host, worker and webview all type from here. */
export interface Requests extends CodeRequests, HostCodeRequests {
  /** Facts of what is loaded so far, and the load's state. */
  traceFacts: {
    params: Record<string, never>;
    result: {
      readonly facts: TraceFacts | null;
      readonly load: LoadState;
      /** The recordings asked for beside the document's own, whether they could be read or not. */
      readonly companions: readonly Companion[];
    };
  };
  exitRows: { params: VcpuSelection; result: readonly ExitRow[] };
  exitsOverTime: { params: VcpuSelection & { readonly bins: number }; result: ExitsOverTime };
  /** `filter`: see docs/filter.md; '' = all events. Rejects with the filter's mistake in words. */
  eventPage: {
    params: { readonly filter: string; readonly start: number; readonly count: number };
    result: EventPage;
  };
  /** Position among the filter's events of the first one at or after a time, or of a given row. */
  findEvent: {
    params: { readonly filter: string; readonly timeNs?: number; readonly row?: number };
    result: { readonly position: number };
  };
  /** What the recordings can tell, as far as they are loaded. */
  doctor: { params: Record<string, never>; result: DoctorReport };
  eventDetail: { params: { readonly row: number }; result: EventDetail };
  /** Where vCPUs' time went, how they were idle and what woke them; null while the trace is read. */
  idleOverview: { params: Record<string, never>; result: IdleOverview | null };
  /** Distributions of a selection's lengths and latencies, and its poll windows over time in `bins` bins. */
  idleHistograms: {
    params: PeriodSelection & { readonly bins: number };
    result: IdleHistograms | null;
  };
  /** What stands out, most important first; null while the trace is read. */
  findings: { params: Record<string, never>; result: readonly Finding[] | null };
  /** A page of idle periods; slowest wakes or longest periods first, or by their start. */
  idlePeriods: {
    params: {
      readonly selection: PeriodSelection;
      readonly order: PeriodOrder;
      readonly start: number;
      readonly count: number;
    };
    result: PeriodPage | null;
  };
  /** Which guest pages faulted and which are fought over, with faults over time in `bins` bins; null while the trace is read. */
  pageOverview: { params: { readonly bins: number }; result: PageOverview | null };
  /** Everything about one of these pages; null: it is none of them, or the trace is read. */
  pageDetail: {
    params: { readonly vm: number; readonly gpa: number; readonly bins: number };
    result: PageDetail | null;
  };
  /** A page of the page faults of a selection. */
  pageFaults: {
    params: {
      readonly selection: FaultSelection;
      readonly order: FaultOrder;
      readonly start: number;
      readonly count: number;
    };
    result: FaultPage | null;
  };
  /** The lanes of the timeline, as far as the trace is read; null: nothing of it is. */
  timelineOverview: { params: Record<string, never>; result: TimelineOverview | null };
  /** Lanes at a resolution. Keys that are not lanes are left out. */
  timelineView: {
    params: TimelineWindow & { readonly lanes: readonly string[]; readonly withArrows: boolean };
    result: TimelineView;
  };
  /** What is at a place of a lane: the stretch that holds the time, or the mark next to it within `slackNs`; null: nothing is. */
  timelineAt: {
    params: { readonly lane: string; readonly timeNs: number; readonly slackNs: number };
    result: TimelineDetail | null;
  };
  /**
   * Where the next stretch or mark of a lane begins after `timeNs`, or the one before it;
   * `isSame`: of the exit reason, category or cause of the one at `timeNs`. null: there is none.
   */
  timelineStep: {
    params: {
      readonly lane: string;
      readonly timeNs: number;
      readonly direction: 1 | -1;
      readonly isSame: boolean;
    };
    result: TimelineStep | null;
  };
  /** What happened between two times; null while the trace is read. */
  timelineRange: {
    params: { readonly fromNs: number; readonly toNs: number };
    result: RangeSummary | null;
  };
  /** How many events of a filter fell where. Rejects with the filter's mistake in words. */
  timelineMatches: { params: TimelineWindow & { readonly filter: string }; result: MatchColumns };
  /**
   * A stretch as JSON of the Trace Event Format, in pieces: `start` is 0, then `next` of the piece
   * before; null after the last one.
   */
  timelineTraceEvents: {
    params: { readonly fromNs: number; readonly toNs: number; readonly start: number };
    result: { readonly text: string; readonly next: number | null };
  };
  /** Saves the same to a file that the user picks; null: the user thought better of it. */
  saveTraceEvents: {
    params: { readonly fromNs: number; readonly toNs: number };
    result: { readonly path: string | null };
  };
  /** Saves to a file that the user picks, `name` being proposed. */
  saveFile: {
    params: { readonly name: string; readonly contents: string | Uint8Array };
    result: { readonly path: string | null };
  };
  /** How the user laid out the lanes of this file; null: not yet. */
  timelineLayout: {
    params: Record<string, never>;
    result: { readonly layout: TimelineLayout | null };
  };
  keepTimelineLayout: {
    params: { readonly layout: TimelineLayout };
    result: Record<string, never>;
  };
  /** Tells where the timeline stands; null: none follows it. */
  timelineMoved: { params: TimelineStand; result: { readonly link: TimelineLink | null } };
  /** Tells those that the timeline is linked with where the pointer is; null: elsewhere. */
  timelinePointed: { params: { readonly timeNs: number | null }; result: Record<string, never> };
  /** Tells them which lane stands first. */
  timelineScrolled: { params: { readonly lane: string }; result: Record<string, never> };
  changeLink: { params: { readonly change: LinkChange }; result: Record<string, never> };
  notes: { params: Record<string, never>; result: NotesFile };
  /** Writes all notes; asks for the file where none is chosen yet. The answer tells what is kept now. */
  keepNotes: { params: { readonly notes: readonly Note[] }; result: NotesFile };
  /** Copies a link that opens this file at a stretch, with a place of a lane selected. */
  copyLink: {
    params: {
      readonly fromNs: number;
      readonly toNs: number;
      readonly lane: string | null;
      readonly timeNs: number | null;
    };
    result: Record<string, never>;
  };
  cancelLoad: { params: Record<string, never>; result: Record<string, never> };
  /** Recordings in the same folder that say they were made together with this one. */
  nearbyRecordings: { params: Record<string, never>; result: readonly NearbyRecording[] };
  /**
   * Loads again: a part of the trace (`{}` = all of it), with a frequency for a cycle clock, together
   * with other recordings, or with names for the columns of a table, which hold for all with its header. What is absent stays as it was in the load before.
   */
  reload: {
    params: {
      readonly part?: TracePart;
      readonly tscKhz?: number;
      readonly companions?: readonly Companion[];
      readonly namedTable?: NamedTable;
    };
    result: Record<string, never>;
  };
  /** Lets the user pick recordings; none when the user thinks better of it. */
  pickRecordings: {
    params: Record<string, never>;
    result: { readonly paths: readonly string[] };
  };
  copyText: { params: { readonly text: string }; result: Record<string, never> };
  /** Shows the guest's code at an address: its source line in the editor, or its disassembly. */
  showCode: {
    params: GuestPlace & { readonly as: 'source' | 'disassembly' };
    result: Record<string, never>;
  };
  /** Lets the user pick files of symbols for this trace. */
  addSymbols: { params: Record<string, never>; result: Record<string, never> };
  /** Takes files that were dropped on the page, as URIs. */
  dropSymbols: { params: { readonly uris: readonly string[] }; result: Record<string, never> };
  /** Lets the user pick one of several slides that fit a VM, or give one. */
  chooseSlide: { params: { readonly vm: number }; result: Record<string, never> };
}

export type Method = keyof Requests;
export type Params<M extends Method> = Requests[M]['params'];
export type Result<M extends Method> = Requests[M]['result'];

/** A method added to `Requests` and not handled is a compile error here, not a silent `undefined` there. */
export type Handlers = { readonly [M in Method]: (params: Params<M>) => Promise<Result<M>> };

/** Sent without being asked for: the load went on. At most ten a second. */
export interface LoadNotice {
  readonly notice: 'load';
  readonly load: LoadState;
}

/** The same for a page, which outlives the loads of its document. */
export interface PageLoadNotice extends LoadNotice {
  /** Counts the loads from 1: rows and positions of one mean nothing in another. */
  readonly loadNumber: number;
}

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
