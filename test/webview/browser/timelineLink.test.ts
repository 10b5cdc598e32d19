import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { TimelineStand } from '../../../src/protocol/timelineLink';
import { askedFor } from './pageQueries';
import { useTracePages } from './useTracePages';

const marks = { markers: { a: 10e9, b: 30e9 }, place: { lane: 'vm0/vcpu0/state', timeNs: 20e9 } };

describe('A timeline that is linked with another one', () => {
  const pages = useTracePages();

  async function open(isLinked: boolean): Promise<Page> {
    const shown = { fromNs: 10e9, toNs: 20e9 };
    const savedState = { view: 'timeline', timeline: { shown, ...marks } };
    const page = await pages.open({ scenario: { savedState, isLinked } });
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    return page;
  }

  it('tells where it begins, what is selected, and that nobody need follow yet', async () => {
    const page = await open(false);

    const stand = await untilTold(page, () => true);

    assert.equal(stand.isFollowed, true);
    assert.ok(Math.abs(stand.fromNs - 10e9) < 1e8 && Math.abs(stand.toNs - 20e9) < 1e8);
    assert.equal(stand.selectedNs, 20e9);
    assert.deepEqual(stand.markersNs, [10e9, 30e9]);
  });

  it('tells where the user moves it', async () => {
    const page = await open(true);
    await untilTold(page, () => true);

    await page.getByTestId('timeline-stage').press('w');

    const stand = await untilTold(page, ({ isFollowed }) => !isFollowed);
    assert.ok(stand.toNs - stand.fromNs < 9e9);
  });

  it('goes where the other one is, which is no step of its own', async () => {
    const page = await open(true);
    await untilTold(page, () => true);

    await page.evaluate(() => {
      window.fakeHost.notify({ notice: 'follow', fromNs: 40e9, toNs: 44e9 });
    });

    const stand = await untilTold(page, ({ fromNs }) => fromNs > 39e9);
    assert.equal(stand.isFollowed, true);
    assert.ok(Math.abs(stand.toNs - 44e9) < 1e8);
  });
});

/** Waits until the page told of a stand; returns the last one it told. */
async function untilTold(
  page: Page,
  isWanted: (stand: TimelineStand) => boolean,
): Promise<TimelineStand> {
  for (;;) {
    const last = (await askedFor(page, 'timelineMoved')).at(-1);
    if (last !== undefined && isWanted(last)) return last;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}
