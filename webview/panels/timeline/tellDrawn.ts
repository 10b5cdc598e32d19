import type { LanesView } from './LanesView';

/** Writes on the panel what the latest frame shows, for tests to wait for. */
export function tellDrawn({ dataset }: HTMLElement, lanes: LanesView, isComplete: boolean): void {
  const { viewport } = lanes.navigator;
  if (viewport === undefined) return;
  dataset['fromNs'] = String(viewport.fromNs);
  dataset['columnNs'] = String(viewport.columnNs);
  dataset['columns'] = String(viewport.columns);
  dataset['frames'] = String(lanes.frames);
  dataset['lanes'] = String(lanes.drawnLanes().filter(({ answer }) => answer).length);
  dataset['complete'] = String(isComplete);
}

/** Nothing of another load is drawn yet. */
export function tellNothingDrawn({ dataset }: HTMLElement): void {
  dataset['lanes'] = '0';
  dataset['complete'] = 'false';
}
