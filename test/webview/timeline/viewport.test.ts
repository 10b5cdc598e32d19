import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  between,
  clamped,
  columnAt,
  fitted,
  panned,
  revealed,
  stretchOf,
  timeAt,
  viewportOf,
  zoomed,
  zoomedTo,
} from '../../../webview/timeline/viewport';

const extent = { fromNs: 0, toNs: 115_500_000_000 };

const anyView = fc
  .record({
    fromNs: fc.double({ min: 0, max: 100e9, noNaN: true }),
    spanNs: fc.double({ min: 100, max: 100e9, noNaN: true }),
    columns: fc.integer({ min: 100, max: 4000 }),
  })
  .map(({ fromNs, spanNs, columns }) =>
    clamped(viewportOf({ fromNs, toNs: fromNs + spanNs }, columns), extent),
  );

describe('The view of the timeline', () => {
  it('begins at a whole number of columns from 0, whatever moves it', () => {
    fc.assert(
      fc.property(anyView, fc.double({ min: 0.1, max: 10, noNaN: true }), (view, factor) => {
        for (const moved of [view, zoomed(view, factor, 50, extent), panned(view, 333, extent)]) {
          const place = moved.fromNs / moved.columnNs;
          assert.ok(Math.abs(place - Math.round(place)) < 1e-3, String(place));
        }
      }),
    );
  });

  it('keeps its columns when it is panned by whole pixels', () => {
    const view = zoomedTo({ fromNs: 50e9, toNs: 50.001e9 }, 1400, extent);

    const later = panned(view, 17, extent);

    assert.equal(later.columnNs, view.columnNs);
    assert.equal(later.fromNs, (Math.round(view.fromNs / view.columnNs) + 17) * view.columnNs);
  });

  it('keeps the time under the pointer when it is zoomed, to half a column', () => {
    fc.assert(
      fc.property(anyView, fc.double({ min: 0.2, max: 1, noNaN: true }), (view, factor) => {
        const column = view.columns * 0.3;
        const timeNs = timeAt(view, column);
        fc.pre(timeNs > 5e9 && timeNs < 110e9);

        const nearer = zoomed(view, factor, column, extent);

        const { fromNs, toNs } = stretchOf(nearer);
        fc.pre(fromNs > 0 && toNs < extent.toNs);
        assert.ok(Math.abs(columnAt(nearer, timeNs) - column) <= 0.51);
      }),
    );
  });

  it('is never wider than the trace with its margins, nor further than its ends', () => {
    fc.assert(
      fc.property(anyView, fc.integer({ min: -1e7, max: 1e7 }), (view, by) => {
        const whole = fitted(extent, view.columns);
        const moved = panned(zoomed(view, 3, 10, extent), by, extent);
        const { fromNs, toNs } = stretchOf(moved);

        const marginNs = (toNs - fromNs) * 0.011 + moved.columnNs;
        assert.ok(moved.columnNs <= whole.columnNs * (1 + 1e-9));
        assert.ok(fromNs >= extent.fromNs - marginNs && toNs <= extent.toNs + marginNs);
      }),
    );
  });

  it('is the whole trace after all zooming out', () => {
    const view = zoomedTo({ fromNs: 1e9, toNs: 1.1e9 }, 1000, extent);

    assert.deepEqual(zoomed(view, 1e9, 500, extent), fitted(extent, 1000));
  });

  it('moves to a time outside of it, and stays for one inside', () => {
    const view = zoomedTo({ fromNs: 1e9, toNs: 2e9 }, 1000, extent);

    assert.equal(revealed(view, 1.5e9, extent), view);
    const moved = revealed(view, 50e9, extent);
    assert.equal(moved.columnNs, view.columnNs);
    assert.ok(Math.abs(columnAt(moved, 50e9) - 500) <= 1);
  });

  it('glides between two views so that what they share does not slide', () => {
    const from = zoomedTo({ fromNs: 10e9, toNs: 20e9 }, 1000, extent);
    const to = zoomed(from, 0.1, 400, extent);
    const timeNs = timeAt(from, 400);

    for (const progress of [0.25, 0.5, 0.75]) {
      const halfway = between(from, to, progress);
      assert.ok(halfway.columnNs < from.columnNs && halfway.columnNs > to.columnNs);
      assert.ok(Math.abs(columnAt(halfway, timeNs) - 400) < 1.5);
    }
    assert.equal(between(from, to, 1), to);
  });
});
