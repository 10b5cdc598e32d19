import { assertNever } from '../../src/base/assertNever';
import type { PeriodOrder, PeriodSelection } from '../../src/protocol/idle';
import type { FaultOrder, FaultSelection } from '../../src/protocol/pages';
import { initialCodeState, reduceCode, type CodeAction, type CodeState } from './codeState';
import {
  initialTimelineState,
  reduceTimeline,
  type TimelineAction,
  type TimelineState,
} from './timelineState';

export type Section =
  | 'facts'
  | 'recordings'
  | 'coverage'
  | 'diagnostics'
  | 'eventCounts'
  | 'lostEvents'
  | 'rawBytes'
  | 'chartTable'
  | 'histogramTables'
  | 'heatTable'
  | 'pagesUngrouped'
  | 'timelineTable'
  | 'timelineLegend';
export type View = 'timeline' | 'exits' | 'idle' | 'pages' | 'code';
/**
 * The height of each view above the events, the width of the events table and of the timeline's lanes;
 * of the timeline again where the page is narrow or low, and where what is beside its lanes is below them.
 */
export const dividers = [
  'timeline',
  'timelineNarrow',
  'timelineLow',
  'exits',
  'idle',
  'pages',
  'code',
  'detail',
  'timelineSide',
  'timelineBelow',
] as const;
export type Divider = (typeof dividers)[number];
/** Which periods are listed, beside the VM and the vCPU that all is restricted to. */
export type ListedPeriods = Omit<PeriodSelection, 'timeNs'>;

/** A page of a guest's memory. */
export interface PageRef {
  readonly vm: number;
  /** Guest-physical address of its first byte. */
  readonly gpa: number;
}

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

/** Everything that can change what is on screen. Answers from the host are kept by the panels, not here. */
export interface ViewState {
  readonly view: View;
  readonly vm: number | undefined;
  readonly vcpu: number | undefined;
  readonly exitSort: TableSort;
  /** The idle periods that are listed. */
  readonly periods: ListedPeriods;
  readonly periodOrder: PeriodOrder;
  /** Contested pages come first whatever the order. */
  readonly pageSort: TableSort;
  /** The page whose details are shown; undefined: the first one. */
  readonly page: PageRef | undefined;
  /** The faults that are listed; undefined: those of the page that is shown. */
  readonly faults: FaultSelection | undefined;
  readonly faultOrder: FaultOrder;
  readonly timeline: TimelineState;
  readonly code: CodeState;
  readonly filter: string;
  /** Position, among the filter's events, of the row at the top edge of the table; with a fraction. */
  readonly topPosition: number;
  /** Position of the keyboard's row among the filter's events. */
  readonly cursor: number | undefined;
  /** Row in the whole trace of the event the detail pane shows: it outlives a change of the filter. */
  readonly selectedRow: number | undefined;
  readonly isDetailOpen: boolean;
  /** Share of the first side of each split, 0 to 1. */
  readonly dividers: Readonly<Record<Divider, number>>;
  readonly openSections: readonly Section[];
}

/** What the user did, never what to draw. */
export type Action =
  | TimelineAction
  | CodeAction
  | { readonly type: 'view-chosen'; readonly view: View }
  /** A VM, a vCPU or a strategy was picked outside the page. */
  | {
      readonly type: 'idle-shown';
      readonly vm: number;
      readonly vcpu: number | undefined;
      readonly strategy: string | undefined;
    }
  | { readonly type: 'vm-chosen'; readonly vm: number | undefined }
  | { readonly type: 'vcpu-chosen'; readonly vcpu: number | undefined }
  | { readonly type: 'sorted'; readonly sort: TableSort }
  | { readonly type: 'periods-chosen'; readonly periods: ListedPeriods }
  | { readonly type: 'periods-ordered'; readonly order: PeriodOrder }
  /** The periods that end in stores into pages, of a VM or one of its vCPUs. */
  | { readonly type: 'wakes-chosen'; readonly vm: number; readonly vcpu: number | undefined }
  | { readonly type: 'pages-sorted'; readonly sort: TableSort }
  | {
      readonly type: 'page-chosen';
      readonly page: PageRef;
      /** What of its faults is listed. */
      readonly only?: Omit<FaultSelection, 'vm' | 'gpa'>;
    }
  | { readonly type: 'faults-chosen'; readonly faults: FaultSelection }
  /** Faults were picked outside the page: they are listed in the Pages view, with their page. */
  | { readonly type: 'faults-shown'; readonly faults: FaultSelection }
  | { readonly type: 'faults-ordered'; readonly order: FaultOrder }
  | { readonly type: 'filtered'; readonly filter: string }
  /** The matches of a filter are to be seen in the timeline, and in the table of events. */
  | { readonly type: 'matches-shown'; readonly filter: string }
  | { readonly type: 'scrolled'; readonly topPosition: number }
  | { readonly type: 'cursor-moved'; readonly position: number }
  | { readonly type: 'selected'; readonly row: number }
  | { readonly type: 'revealed'; readonly row: number }
  | { readonly type: 'detail-opened' }
  | { readonly type: 'detail-closed' }
  | { readonly type: 'divided'; readonly divider: Divider; readonly share: number }
  | { readonly type: 'section-toggled'; readonly section: Section }
  | { readonly type: 'load-restarted' };

export const initialViewState: ViewState = {
  view: 'exits',
  vm: undefined,
  vcpu: undefined,
  exitSort: { column: 'total', descending: true },
  periods: {},
  periodOrder: 'latency',
  pageSort: { column: 'cost', descending: true },
  page: undefined,
  faults: undefined,
  faultOrder: 'time',
  timeline: initialTimelineState,
  code: initialCodeState,
  filter: '',
  topPosition: 0,
  cursor: undefined,
  selectedRow: undefined,
  isDetailOpen: false,
  dividers: {
    timeline: 0.72,
    timelineNarrow: 0.86,
    timelineLow: 1,
    exits: 0.42,
    idle: 0.62,
    pages: 0.66,
    code: 0.66,
    detail: 0.66,
    timelineSide: 0.74,
    timelineBelow: 0.84,
  },
  openSections: [],
};

export function reduce(state: ViewState, action: Action): ViewState {
  switch (action.type) {
    case 'view-chosen':
      return { ...state, view: action.view };
    case 'timeline-shown':
      return { ...state, view: 'timeline', timeline: reduceTimeline(state.timeline, action) };
    case 'timeline-moved':
    case 'place-selected':
    case 'range-selected':
    case 'marker-set':
    case 'timeline-pointed':
    case 'timeline-searched':
    case 'timeline-restarted':
      return { ...state, timeline: reduceTimeline(state.timeline, action) };
    case 'code-chosen':
    case 'code-toggled':
      return { ...state, code: reduceCode(state.code, action) };
    case 'code-shown': {
      const { vm, vcpu } = action;
      return { ...state, view: 'code', vm, vcpu, code: reduceCode(state.code, action) };
    }
    case 'idle-shown': {
      const { vm, vcpu, strategy } = action;
      const periods = strategy === undefined ? {} : { strategy };
      return { ...state, view: 'idle', vm, vcpu, periods };
    }
    case 'vm-chosen':
      // vCPU numbers belong to a VM: another VM's vCPU 3 is not the one that was meant.
      return { ...state, vm: action.vm, vcpu: undefined };
    case 'vcpu-chosen':
      return { ...state, vcpu: action.vcpu };
    case 'sorted':
      return { ...state, exitSort: action.sort };
    case 'periods-chosen':
      return { ...state, periods: action.periods };
    case 'periods-ordered':
      return { ...state, periodOrder: action.order };
    case 'wakes-chosen': {
      const { vm, vcpu } = action;
      const periods = { vm, ...(vcpu === undefined ? {} : { vcpu }), cause: 'memory-write' };
      return { ...state, view: 'idle', periods, periodOrder: 'start' };
    }
    case 'pages-sorted':
      return { ...state, pageSort: action.sort };
    case 'page-chosen':
      return { ...state, page: action.page, faults: { ...action.page, ...action.only } };
    case 'faults-chosen':
      return { ...state, faults: action.faults };
    case 'faults-shown': {
      const { faults } = action;
      const { vm, gpa } = faults;
      const page = vm === undefined || gpa === undefined ? state.page : { vm, gpa };
      return { ...state, view: 'pages', page, faults };
    }
    case 'faults-ordered':
      return { ...state, faultOrder: action.order };
    case 'filtered':
      return filtered(state, action.filter);
    case 'matches-shown': {
      const { filter } = action;
      // The whole trace: a stretch of it might hold none of them.
      const timeline = { ...state.timeline, shown: undefined, search: filter };
      return { ...filtered(state, filter), view: 'timeline', timeline };
    }
    case 'scrolled':
      return { ...state, topPosition: action.topPosition };
    case 'cursor-moved':
      return { ...state, cursor: action.position };
    case 'selected':
      return { ...state, selectedRow: action.row };
    case 'revealed':
      // Among all events: the filter may leave out the one that is wanted.
      return {
        ...state,
        filter: '',
        cursor: undefined,
        selectedRow: action.row,
        isDetailOpen: true,
      };
    case 'detail-opened':
      return { ...state, isDetailOpen: true };
    case 'detail-closed':
      return { ...state, isDetailOpen: false };
    case 'divided':
      return { ...state, dividers: { ...state.dividers, [action.divider]: action.share } };
    case 'section-toggled':
      return { ...state, openSections: toggled(state.openSections, action.section) };
    case 'load-restarted':
      // Rows and positions name other events after a reload.
      return { ...state, topPosition: 0, cursor: undefined, selectedRow: undefined };
    default:
      return assertNever(action);
  }
}

function filtered(state: ViewState, filter: string): ViewState {
  if (filter === state.filter) return state;
  return { ...state, filter, cursor: undefined, topPosition: 0 };
}

function toggled(sections: readonly Section[], section: Section): readonly Section[] {
  return sections.includes(section)
    ? sections.filter((open) => open !== section)
    : [...sections, section];
}
