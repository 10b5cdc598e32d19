import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { TimelineLink, TimelineStand } from '../../../src/protocol/timelineLink';
import { accessibilityViolations } from '../../e2e/accessibility';
import { askedFor } from './pageQueries';
import { screenshot, useTracePages } from './useTracePages';

const marks = { markers: { a: 10e9, b: 30e9 }, place: { lane: 'vm0/vcpu0/state', timeNs: 20e9 } };
const link: TimelineLink = {
  at: 'start of load',
  others: [{ name: 'after.trace.dat', scale: 1, offsetNs: 140_200_000, without: [] }],
  reach: { fromNs: -20e9, toNs: 200e9 },
};

describe('A timeline that is linked with another one', () => {
  const pages = useTracePages();

  async function open(linkedBy?: TimelineLink, widthCssPx = 1400): Promise<Page> {
    const shown = { fromNs: 10e9, toNs: 20e9 };
    const savedState = { view: 'timeline', timeline: { shown, ...marks } };
    const linked = linkedBy === undefined ? {} : { link: linkedBy };
    const page = await pages.open({ scenario: { savedState, ...linked }, widthCssPx });
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    return page;
  }

  it('tells where it begins, what is selected, and that nobody has moved it yet', async () => {
    const page = await open();

    const stand = await untilTold(page, () => true);

    assert.equal(stand.movedBy, 'nobody');
    assert.ok(Math.abs(stand.fromNs - 10e9) < 1e8 && Math.abs(stand.toNs - 20e9) < 1e8);
    assert.equal(stand.selectedNs, 20e9);
    assert.deepEqual(stand.markersNs, [10e9, 30e9]);
  });

  it('tells where the user moves it, by keys, buttons, the minimap and back again', async () => {
    const page = await open(link);
    await untilTold(page, () => true);
    const stage = page.getByTestId('timeline-stage');

    await stage.press('w');
    const zoomed = await untilTold(page, ({ movedBy }) => movedBy === 'user');
    assert.ok(zoomed.toNs - zoomed.fromNs < 9e9);

    await stage.press('f');
    const { fromNs } = await untilTold(page, ({ toNs }) => toNs > 190e9);
    assert.ok(fromNs < -19e9, 'all of what linked timelines reach over is in view');

    await stage.press('Alt+ArrowLeft');
    await untilTold(page, ({ toNs }) => toNs < 30e9);

    await page.getByTestId('timeline-minimap').click({ position: { x: 600, y: 10 } });
    await untilTold(page, ({ fromNs: from }) => from > 30e9);
  });

  it('goes where the other one is, also beyond its own end, which is no step of its own', async () => {
    const page = await open(link);
    await untilTold(page, () => true);

    await page.evaluate(() => {
      window.fakeHost.notify({ notice: 'follow', fromNs: 100e9, toNs: 140e9 });
    });

    const stand = await untilTold(page, ({ fromNs }) => fromNs > 39e9);
    assert.equal(stand.movedBy, 'link');
    assert.equal(stand.fromNs, 100e9);
    assert.ok(Math.abs(stand.toNs - 140e9) < 1e8);
    await screenshot(page, 'beyond the recording');
  });

  it('goes no further than its own ends once it is alone', async () => {
    const page = await open(link);
    await untilTold(page, () => true);
    await page.getByTestId('timeline-stage').press('f');
    await untilTold(page, ({ toNs }) => toNs > 190e9);

    await page.evaluate(() => {
      window.fakeHost.setScenario({ link: undefined });
      window.fakeHost.notify({ notice: 'link', link: null });
    });

    await page.getByTestId('timeline-link').waitFor({ state: 'hidden' });
    await untilTold(page, ({ toNs }) => toNs < 120e9);
  });

  it('says with what and how, and leads to another link or none', async () => {
    const page = await open(link);
    const chip = page.getByTestId('timeline-link');

    assert.equal(
      await chip.textContent(),
      'Linked to after.trace.dat: start of load, offset +140.2 ms, ×1.000',
    );
    await chip.click();
    assert.deepEqual(await accessibilityViolations(page.mainFrame()), []);
    await page.getByTestId('link-align').click();
    await chip.click();
    await page.getByTestId('link-end').click();

    const asked = await askedFor(page, 'changeLink');
    assert.deepEqual(
      asked.map(({ change }) => change),
      ['align', 'end'],
    );
  });

  it('tells of its pointer, and draws that of the other one', async () => {
    const page = await open(link);
    const stage = page.getByTestId('timeline-stage');
    const before = await stage.screenshot();

    await page.evaluate(() => {
      window.fakeHost.notify({ notice: 'pointer', timeNs: 12e9 });
    });
    await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.notDeepEqual(await stage.screenshot(), before);

    await stage.hover({ position: { x: 300, y: 60 } });
    await untilAsked(page, 'timelinePointed', ({ timeNs }) => timeNs !== null && timeNs > 10e9);
    await page.getByTestId('tab-exits').hover();
    await untilAsked(page, 'timelinePointed', ({ timeNs }) => timeNs === null);
  });

  it('scrolls its lanes with those of the other one, and tells only of its own scrolling', async () => {
    const page = await open(link);

    await page.evaluate(() => {
      window.fakeHost.notify({ notice: 'scroll', lane: 'vm0/vcpu2/state' });
    });
    await page.waitForFunction(() => document.querySelector('.timeline-scroller')!.scrollTop > 0);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.deepEqual(await askedFor(page, 'timelineScrolled'), []);

    await page.evaluate(() => {
      document.querySelector('.timeline-scroller')!.scrollTop = 0;
    });
    await untilAsked(page, 'timelineScrolled', ({ lane }) => lane.length > 0);
  });
});

/** Waits until the page told of a stand; returns the last one it told. */
function untilTold(
  page: Page,
  isWanted: (stand: TimelineStand) => boolean,
): Promise<TimelineStand> {
  return untilAsked(page, 'timelineMoved', isWanted);
}

/** Waits until what the page asked last under a name is what is wanted. */
async function untilAsked<M extends 'timelineMoved' | 'timelinePointed' | 'timelineScrolled'>(
  page: Page,
  method: M,
  isWanted: (params: Awaited<ReturnType<typeof askedFor<M>>>[number]) => boolean,
): Promise<Awaited<ReturnType<typeof askedFor<M>>>[number]> {
  for (;;) {
    const last = (await askedFor(page, method)).at(-1);
    if (last !== undefined && isWanted(last)) return last;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}
