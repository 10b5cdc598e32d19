import type { TimelineWindow } from '../../src/protocol/timeline';
import { mapColumns } from './mapColumns';

/** An answer, and what of it is shown. */
export interface ShownColumns<T> {
  readonly answer: T;
  /** By pixel of the view, a column of the answer; -1: none of it is shown there. */
  readonly column: Int32Array;
}

/** The best answer where it reaches, the next best elsewhere. Answers come with the best one last. */
export function shownColumns<T extends { readonly window: TimelineWindow }>(
  view: TimelineWindow,
  answers: readonly T[],
): readonly ShownColumns<T>[] {
  const shown: ShownColumns<T>[] = [];
  const isTaken = new Uint8Array(view.columns);
  for (const answer of answers.toReversed()) {
    const column = mapColumns(view, answer.window);
    let isWhole = true;
    for (let pixel = 0; pixel < column.length; pixel++) {
      if (isTaken[pixel] === 1) column[pixel] = -1;
      else if (column[pixel]! >= 0) isTaken[pixel] = 1;
      else isWhole = false;
    }
    shown.push({ answer, column });
    if (isWhole) break;
  }
  return shown;
}
