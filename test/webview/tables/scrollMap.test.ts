import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  clampTopPosition,
  contentCssPx,
  isScaled,
  lastTopPosition,
  scrollCssPxAt,
  topPositionAt,
  topPositionShowing,
  visibleRows,
  type ScrollGeometry,
} from '../../../webview/tables/scrollMap';

const small: ScrollGeometry = { rowCount: 1_000, rowCssPx: 22, viewportCssPx: 430 };
const huge: ScrollGeometry = { rowCount: 100_000_000, rowCssPx: 22, viewportCssPx: 430 };

const anyGeometry = fc.record({
  rowCount: fc.nat({ max: 100_000_000 }),
  rowCssPx: fc.constant(22),
  viewportCssPx: fc.integer({ min: 0, max: 2_000 }),
});
const anyShare = fc.double({ min: 0, max: 1, noNaN: true });

describe('scrollMap', () => {
  it('is one to one while the rows fit into what a browser lays out', () => {
    assert.equal(isScaled(small), false);
    assert.equal(contentCssPx(small), 22_000);
    assert.equal(topPositionAt(220, small), 10);
    assert.equal(scrollCssPxAt(10, small), 220);
  });

  it('stays below the height at which browsers stop, for 100 million rows', () => {
    assert.equal(isScaled(huge), true);
    assert.ok(contentCssPx(huge) <= 8_000_000);
  });

  it('reaches the first and the last row at the ends of the scroll bar', () => {
    fc.assert(
      fc.property(anyGeometry, (geometry) => {
        const endCssPx = Math.max(0, contentCssPx(geometry) - geometry.viewportCssPx);
        assert.equal(topPositionAt(0, geometry), 0);
        assert.equal(topPositionAt(endCssPx, geometry), lastTopPosition(geometry));
        // Browsers round scroll positions: the last pixel may never be reported.
        assert.equal(topPositionAt(endCssPx - 0.9, geometry), lastTopPosition(geometry));
      }),
    );
  });

  it('never goes back while the scroll bar goes on', () => {
    fc.assert(
      fc.property(anyGeometry, anyShare, anyShare, (geometry, oneShare, otherShare) => {
        const rangeCssPx = Math.max(0, contentCssPx(geometry) - geometry.viewportCssPx);
        const lowCssPx = Math.min(oneShare, otherShare) * rangeCssPx;
        const highCssPx = Math.max(oneShare, otherShare) * rangeCssPx;
        assert.ok(topPositionAt(lowCssPx, geometry) <= topPositionAt(highCssPx, geometry));
      }),
    );
  });

  it('puts the scroll bar where dragging it there would show the same rows', () => {
    fc.assert(
      fc.property(anyGeometry, anyShare, (geometry, share) => {
        const topPosition = share * lastTopPosition(geometry);
        const backAgain = topPositionAt(scrollCssPxAt(topPosition, geometry), geometry);
        const rowsPerCssPx = Math.max(1, geometry.rowCount / 5_000_000);
        assert.ok(Math.abs(backAgain - topPosition) <= rowsPerCssPx);
      }),
    );
  });

  it('can show every row, whole', () => {
    fc.assert(
      fc.property(anyGeometry, anyShare, anyShare, (geometry, rowShare, fromShare) => {
        fc.pre(geometry.rowCount > 0 && geometry.viewportCssPx >= geometry.rowCssPx);
        const position = Math.floor(rowShare * (geometry.rowCount - 1));
        const from = fromShare * lastTopPosition(geometry);
        const topPosition = topPositionShowing(position, from, geometry);
        const rows = geometry.viewportCssPx / geometry.rowCssPx;
        assert.ok(topPosition <= position);
        assert.ok(position + 1 <= topPosition + rows + 1e-6);
        assert.equal(clampTopPosition(topPosition, geometry), topPosition);
      }),
    );
  });

  it('does not scroll for a row that is shown already', () => {
    assert.equal(topPositionShowing(15, 10, small), 10);
  });

  it('draws the rows that show in part, and none beyond the last', () => {
    assert.deepEqual(visibleRows(10.5, small), { first: 10, end: 31 });
    assert.deepEqual(visibleRows(lastTopPosition(small), small), { first: 980, end: 1_000 });
    assert.deepEqual(visibleRows(0, { ...small, rowCount: 3 }), { first: 0, end: 3 });
  });

  it('has nothing to scroll without rows', () => {
    const empty = { ...small, rowCount: 0 };

    assert.equal(topPositionAt(50, empty), 0);
    assert.equal(scrollCssPxAt(5, empty), 0);
    assert.deepEqual(visibleRows(0, empty), { first: 0, end: 0 });
  });
});
