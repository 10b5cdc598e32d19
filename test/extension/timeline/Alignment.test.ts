import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  alignedNs,
  alignedStretch,
  followedBy,
  inverse,
} from '../../../src/extension/timeline/Alignment';
import type { Alignment } from '../../../src/extension/timeline/Alignment';
import { Navigator } from '../../../webview/timeline/Navigator';
import { viewportOf } from '../../../webview/timeline/viewport';

/** Up to a hundred seconds: of more, single columns of a ms in all are finer than doubles tell. */
const time = fc.integer({ min: 0, max: 1e11 });
const alignment = fc.record({
  scale: fc.double({ min: 0.1, max: 10, noNaN: true }),
  offsetNs: fc.integer({ min: -1e11, max: 1e11 }),
});
const whole = { fromNs: -1e16, toNs: 1e16 };

describe('An alignment', () => {
  it('leads back to the same time', () => {
    fc.assert(
      fc.property(time, alignment, (timeNs, there) => {
        const back = alignedNs(alignedNs(timeNs, there), inverse(there));
        assert.ok(Math.abs(back - timeNs) <= 1e-9 * (timeNs + Math.abs(there.offsetNs)) + 1e-3);
      }),
    );
  });

  it('through a third timeline is the same as directly', () => {
    fc.assert(
      fc.property(time, alignment, alignment, (timeNs, first, then) => {
        const once = alignedNs(timeNs, followedBy(first, then));
        const twice = alignedNs(alignedNs(timeNs, first), then);
        assert.ok(Math.abs(once - twice) <= 1e-6 * (Math.abs(twice) + 1e9));
      }),
    );
  });

  it('brings a view that goes to the other timeline and back to the same column, however wide they are', () => {
    const columns = fc.integer({ min: 50, max: 4000 });
    // Of less, the other one's pixels would be finer than any clock.
    const span = fc.integer({ min: 1_000_000, max: 1e10 });
    fc.assert(
      fc.property(
        time,
        span,
        columns,
        columns,
        alignment,
        (fromNs, spanNs, wide, narrow, there) => {
          const seen = viewportOf({ fromNs, toNs: fromNs + spanNs }, wide);
          const [a, b] = [navigator(wide), navigator(narrow)];
          a.restore(stretch(seen));

          handOver(a, b, there);
          handOver(b, a, inverse(there));

          const returned = a.viewport!;
          assert.ok(Math.abs(returned.fromNs - seen.fromNs) < seen.columnNs / 10);
          assert.ok(Math.abs(returned.columnNs / seen.columnNs - 1) < 1e-9);
        },
      ),
    );
  });

  it('does not drift while the user pans one timeline and then the other', () => {
    const there = { scale: 1.0371, offsetNs: 140_212_345.25 };
    const [a, b] = [navigator(731), navigator(512)];
    a.restore({ fromNs: 1e9, toNs: 1.5e9 });
    handOver(a, b, there);

    for (let turn = 0; turn < 200; turn++) {
      a.pan(3, 'drag', false);
      handOver(a, b, there);
      b.pan(2, 'drag', false);
      b.pan(-2, 'drag', false);
      handOver(b, a, inverse(there));
      a.pan(-3, 'drag', false);
      handOver(a, b, there);
    }

    assert.ok(Math.abs(a.viewport!.fromNs - 1e9) < a.viewport!.columnNs);
    const expected = alignedNs(1e9, there);
    assert.ok(Math.abs(b.viewport!.fromNs - expected) < 1.5 * b.viewport!.columnNs);
  });
});

/** What the host does when the user has moved one of two linked timelines. */
function handOver(from: Navigator, to: Navigator, alignment: Alignment): void {
  to.restore(alignedStretch(from.standing!, alignment));
}

function navigator(columns: number): Navigator {
  const created = new Navigator({
    nowMs: () => 0,
    isAnimated: () => false,
    moved: () => undefined,
  });
  created.setExtent({ fromNs: 0, toNs: 1e9 });
  created.setReach(whole);
  created.resize(columns);
  return created;
}

function stretch({ fromNs, columnNs, columns }: ReturnType<typeof viewportOf>): {
  readonly fromNs: number;
  readonly toNs: number;
} {
  return { fromNs, toNs: fromNs + columnNs * columns };
}
