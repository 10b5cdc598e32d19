/** A stretch of the trace, ns since its first event. */
export interface TimeRange {
  readonly fromNs: number;
  readonly toNs: number;
}

/** A place on the timeline: a moment of a lane, by the lane's key. */
export interface LanePlace {
  readonly lane: string;
  readonly timeNs: number;
}

export type MarkerName = 'a' | 'b';

/** What the timeline shows and what is picked on it. Times in ns since the first event. */
export interface TimelineState {
  /** undefined: the whole trace, also while it grows. */
  readonly shown: TimeRange | undefined;
  /** What details are shown of. */
  readonly place: LanePlace | undefined;
  /** What a summary is shown of. */
  readonly range: TimeRange | undefined;
  /** Two moments whose distance is told. */
  readonly markers: Readonly<Record<MarkerName, number | undefined>>;
  /** The moment of the event that is selected in the table, or that a link leads to. */
  readonly pointedNs: number | undefined;
  /** What events are marked by, as somebody typed it; '' for none. */
  readonly search: string;
}

export type TimelineAction =
  /** `shown` undefined: the whole trace. */
  | { readonly type: 'timeline-moved'; readonly shown: TimeRange | undefined }
  /** A stretch was picked elsewhere, perhaps with a place of a lane. */
  | {
      readonly type: 'timeline-shown';
      readonly fromNs: number;
      readonly toNs: number;
      readonly lane: string | null;
      readonly timeNs: number | null;
    }
  | { readonly type: 'place-selected'; readonly place: LanePlace | undefined }
  | { readonly type: 'range-selected'; readonly range: TimeRange | undefined }
  | {
      readonly type: 'marker-set';
      readonly marker: MarkerName;
      readonly timeNs: number | undefined;
    }
  | { readonly type: 'timeline-pointed'; readonly timeNs: number | undefined }
  | { readonly type: 'timeline-searched'; readonly search: string }
  /** Times mean something else in another load. */
  | { readonly type: 'timeline-restarted' };

export const initialTimelineState: TimelineState = {
  shown: undefined,
  place: undefined,
  range: undefined,
  markers: { a: undefined, b: undefined },
  pointedNs: undefined,
  search: '',
};

export function reduceTimeline(state: TimelineState, action: TimelineAction): TimelineState {
  switch (action.type) {
    case 'timeline-moved':
      return { ...state, shown: action.shown };
    case 'timeline-shown': {
      const { fromNs, toNs, lane, timeNs } = action;
      const place = lane === null || timeNs === null ? undefined : { lane, timeNs };
      return { ...state, shown: { fromNs, toNs }, place, pointedNs: timeNs ?? undefined };
    }
    case 'place-selected':
      return { ...state, place: action.place };
    case 'range-selected':
      return { ...state, range: action.range };
    case 'marker-set':
      return { ...state, markers: { ...state.markers, [action.marker]: action.timeNs } };
    case 'timeline-pointed':
      return { ...state, pointedNs: action.timeNs };
    case 'timeline-searched':
      return { ...state, search: action.search };
    case 'timeline-restarted':
      return { ...initialTimelineState, search: state.search };
  }
}
