import assert from 'node:assert/strict';
import { shownColumns } from '../../../webview/timeline/shownColumns';

const view = { fromNs: 0, columnNs: 10, columns: 6 };
/** Of a coarser zoom, over the whole view. */
const coarse = { window: { fromNs: -40, columnNs: 40, columns: 4 } };

describe('The columns that are shown of several answers', () => {
  it('are those of the best answer where it reaches, and of the next best elsewhere', () => {
    const fine = { window: { fromNs: 10, columnNs: 10, columns: 3 } };
    assert.deepEqual(
      shownColumns(view, [coarse, fine]).map(({ answer, column }) => [answer, [...column]]),
      [
        [fine, [-1, 0, 1, 2, -1, -1]],
        [coarse, [1, -1, -1, -1, 2, 2]],
      ],
    );
  });

  it('are of no further answer where the best one reaches everywhere', () => {
    const whole = { window: { fromNs: -20, columnNs: 10, columns: 10 } };
    assert.deepEqual(
      shownColumns(view, [coarse, whole]).map(({ answer, column }) => [answer, [...column]]),
      [[whole, [2, 3, 4, 5, 6, 7]]],
    );
  });
});
