import assert from 'node:assert/strict';
import { Navigator } from '../../../webview/timeline/Navigator';
import { fitted, stretchOf } from '../../../webview/timeline/viewport';

const extent = { fromNs: 0, toNs: 1e9 };

function navigator(isAnimated = false): { nav: Navigator; clock: { nowMs: number } } {
  const clock = { nowMs: 0 };
  const nav = new Navigator({
    nowMs: () => clock.nowMs,
    isAnimated: () => isAnimated,
    moved: () => undefined,
  });
  nav.setExtent(extent);
  nav.resize(1000);
  return { nav, clock };
}

describe('Navigator', () => {
  it('shows the whole trace at first, and goes on doing so while the trace grows', () => {
    const { nav } = navigator();

    nav.setExtent({ fromNs: 0, toNs: 2e9 });

    assert.deepEqual(nav.viewport, fitted({ fromNs: 0, toNs: 2e9 }, 1000));
    assert.equal(nav.shown, undefined);
  });

  it('keeps a stretch that somebody looks at while the trace grows or the window changes', () => {
    const { nav } = navigator();
    nav.show({ fromNs: 1e8, toNs: 2e8 });

    nav.setExtent({ fromNs: 0, toNs: 5e9 });
    nav.resize(500);

    const { fromNs, toNs } = stretchOf(nav.viewport!);
    assert.ok(Math.abs(fromNs - 1e8) < 1e6 && Math.abs(toNs - 2e8) < 1e6);
    assert.equal(nav.viewport!.columns, 500);
  });

  it('goes back and forward; one gesture is one step', () => {
    const { nav, clock } = navigator();
    nav.show({ fromNs: 1e8, toNs: 2e8 });
    const first = nav.viewport;
    clock.nowMs = 5000;
    for (let turn = 0; turn < 5; turn++) {
      clock.nowMs += 50;
      nav.zoom(0.8, 500, 'wheel', false);
    }
    const second = nav.viewport;

    nav.back();
    assert.deepEqual(nav.viewport, first);
    nav.back();
    assert.equal(nav.shown, undefined);
    assert.equal(nav.canGoBack, false);
    nav.forward();
    nav.forward();
    assert.ok(Math.abs(nav.viewport!.fromNs - second!.fromNs) <= second!.columnNs);
    assert.equal(nav.canGoForward, false);
  });

  it('forgets what was ahead once somebody goes another way', () => {
    const { nav, clock } = navigator();
    nav.show({ fromNs: 1e8, toNs: 2e8 });
    nav.back();
    clock.nowMs = 5000;

    nav.show({ fromNs: 5e8, toNs: 6e8 });

    assert.equal(nav.canGoForward, false);
  });

  it('glides to where a key leads, for a tenth of a second', () => {
    const { nav, clock } = navigator(true);
    const before = nav.viewport!;

    nav.zoom(0.5, 500, 'keys', true);
    clock.nowMs = 40;
    const halfway = nav.viewport!;
    assert.ok(halfway.columnNs < before.columnNs && nav.isGliding);
    clock.nowMs = 120;

    assert.equal(nav.isGliding, false);
    assert.deepEqual(nav.viewport, nav.destination);
  });

  it('is there at once where less motion is wanted, and by the wheel always', () => {
    const { nav } = navigator(false);
    nav.zoom(0.5, 500, 'keys', true);
    assert.equal(nav.isGliding, false);

    const gliding = navigator(true).nav;
    gliding.zoom(0.5, 500, 'wheel', false);
    assert.equal(gliding.isGliding, false);
  });
});
