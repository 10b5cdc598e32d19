import { copyMarkdown } from '../copyMarkdown';
import type { LanesView } from './LanesView';
import { pictureOf } from './pictureOf';
import type { TimelineContext } from './TimelineContext';
import type { TimelineControls } from './TimelineControls';
import type { TimelinePanelOptions } from './TimelinePanelOptions';

/** What parts are given of a panel. `known`: what is told of the trace so far. */
export function timelineContextOf(
  { host, store, toolbar, code, timePicked, eventPicked }: TimelinePanelOptions,
  lanes: LanesView,
  controls: TimelineControls,
  known: Pick<TimelineContext, 'clockUnit' | 'facts' | 'overview'>,
): TimelineContext {
  return {
    host,
    store,
    code,
    ...known,
    window: () => lanes.navigator.destination,
    timePicked,
    eventPicked,
    placePicked: (place) => {
      controls.pickPlace(place);
    },
    rangePicked: (range) => {
      store.dispatch({ type: 'range-selected', range });
    },
    shown: (range) => {
      lanes.navigator.zoomTo(range);
    },
    drawStretch: (stretch) => {
      controls.setStretch(stretch);
    },
    drawMatches: (matches) => {
      lanes.overlay.drawMatches(matches);
    },
    drawFlags: (flags) => {
      lanes.overlay.drawFlags(flags);
    },
    picture: () => pictureOf(lanes),
    focusLanes: () => {
      controls.focusLanes();
    },
    copied: (markdown) => {
      void copyMarkdown(markdown, host, toolbar);
    },
    told: (text) => {
      toolbar.showStatus(text);
    },
  };
}
