import type { TimelineKey } from './TimelineContext';

/** What the timeline's own keys do. */
export interface KeyActions {
  readonly zoom: (factor: number) => void;
  /** Shares of the view, to the right. */
  readonly pan: (share: number) => void;
  readonly stepLane: (step: 1 | -1) => void;
  readonly stepTime: (direction: 1 | -1, isSame: boolean) => void;
  readonly fit: () => void;
  readonly zoomToSelection: () => void;
  readonly box: () => void;
  readonly back: () => void;
  readonly forward: () => void;
  readonly setMarker: (marker: 'a' | 'b') => void;
  readonly jump: () => void;
  readonly table: () => void;
  readonly moveLane: (step: 1 | -1) => void;
  readonly clear: () => void;
  readonly help: () => void;
}

const ZOOM_STEP = 0.7;
const PAN_STEP = 0.15;
const PAGE_STEP = 0.9;

/** Keys that move the view and what is picked, in the order of the help sheet. */
export function timelineKeys(actions: KeyActions): readonly TimelineKey[] {
  const key = (name: string, meaning: string, pressed: () => void): TimelineKey => ({
    key: name,
    meaning,
    pressed,
  });
  const { zoom, pan, stepLane, stepTime, moveLane } = actions;
  return [
    key('w', 'Zoom in at the pointer, else at what is selected', () => zoom(ZOOM_STEP)),
    key('s', 'Zoom out', () => zoom(1 / ZOOM_STEP)),
    key('a', 'Pan to earlier times', () => pan(-PAN_STEP)),
    key('d', 'Pan to later times', () => pan(PAN_STEP)),
    key('ArrowLeft', 'Pan to earlier times', () => pan(-PAN_STEP)),
    key('ArrowRight', 'Pan to later times', () => pan(PAN_STEP)),
    key('Shift+ArrowLeft', 'A view earlier', () => pan(-PAGE_STEP)),
    key('Shift+ArrowRight', 'A view later', () => pan(PAGE_STEP)),
    key('ArrowUp', 'The lane above', () => stepLane(-1)),
    key('ArrowDown', 'The lane below', () => stepLane(1)),
    key('Alt+ArrowUp', 'Move the lane up', () => moveLane(-1)),
    key('Alt+ArrowDown', 'Move the lane down', () => moveLane(1)),
    key('.', 'The next one on the lane', () => stepTime(1, false)),
    key(',', 'The one before on the lane', () => stepTime(-1, false)),
    key('Shift+.', 'The next one of the same kind: exit reason, cause, state', () =>
      stepTime(1, true),
    ),
    key('Shift+,', 'The one before of the same kind', () => stepTime(-1, true)),
    key('f', 'Fit the whole trace', actions.fit),
    key('z', 'Zoom to the selection', actions.zoomToSelection),
    key('Enter', 'Zoom to the selection', actions.zoomToSelection),
    key('b', 'The next drag draws a box to zoom to', actions.box),
    key('Alt+ArrowLeft', 'Back to the view before', actions.back),
    key('Alt+ArrowRight', 'Forward again', actions.forward),
    key('[', 'Set marker A at the pointer, else at what is selected', () => {
      actions.setMarker('a');
    }),
    key(']', 'Set marker B', () => {
      actions.setMarker('b');
    }),
    key('g', 'Go to a time', actions.jump),
    key('t', 'The view as a table', actions.table),
    key('Escape', 'Give up a drag; clear the range, the selection, the markers', actions.clear),
    key('?', 'This sheet', actions.help),
  ];
}

/** What the mouse does, for the help sheet. */
export const mouseHelp: readonly Pick<TimelineKey, 'key' | 'meaning'>[] = [
  { key: 'Wheel', meaning: 'Zoom at the pointer' },
  { key: 'Shift+wheel', meaning: 'Pan; so does a wheel that turns sideways' },
  { key: 'Alt+wheel', meaning: 'Scroll the lanes; so does the wheel over their names' },
  { key: 'Drag', meaning: 'Pan' },
  { key: 'Shift+drag', meaning: 'Pick a range and sum it up; so does a drag along the ruler' },
  { key: 'Alt+drag', meaning: 'Draw a box to zoom to' },
  { key: 'Click', meaning: 'Select what is there' },
];
