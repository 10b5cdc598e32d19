import type { TimelineWindow } from '../../src/protocol/timeline';

/**
 * Which column of an answer is drawn at which pixel of a view; -1: the answer does not reach there.
 * An answer of the view's own grid is only shifted; one of another zoom is a preview by nearest
 * column until the fresh one comes.
 */
export function mapColumns(view: TimelineWindow, answer: TimelineWindow): Int32Array {
  const column = new Int32Array(view.columns);
  const isExact = isSameGrid(view, answer);
  const shift = Math.round((view.fromNs - answer.fromNs) / answer.columnNs);
  const scale = view.columnNs / answer.columnNs;
  const offset = (view.fromNs - answer.fromNs) / answer.columnNs;
  for (let pixel = 0; pixel < view.columns; pixel++) {
    const at = isExact ? pixel + shift : Math.floor(offset + (pixel + 0.5) * scale);
    column[pixel] = at < 0 || at >= answer.columns ? -1 : at;
  }
  return column;
}

/** Columns of the one are columns of the other. Half a thousandth of a column over the whole width is none. */
export function isSameGrid(one: TimelineWindow, other: TimelineWindow): boolean {
  return Math.abs(one.columnNs / other.columnNs - 1) * one.columns < 5e-4;
}
