import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { askedFor } from './pageQueries';
import { drag, openTimeline, settled, shown, stage, untilNarrower } from './timelinePage';
import { screenshot, useTracePages } from './useTracePages';

describe('What is picked and laid out on the timeline', () => {
  const pages = useTracePages();

  it('selects the place that is clicked, tells it, and takes the events there', async () => {
    const page = await openTimeline(pages, {}, { shown: { fromNs: 50e9, toNs: 50.01e9 } });
    const { x, y } = await stage(page);
    const { fromNs, columnNs } = await shown(page);

    await page.mouse.click(x + 300, y + 36);

    await page
      .getByTestId('timeline-status')
      .getByText('selected vCPU 0 of VM 0 at 50.00')
      .waitFor();
    const asked = (await askedFor(page, 'findEvent')).at(-1);
    assert.ok(Math.abs(asked!.timeNs! - (fromNs + 300 * columnNs)) <= columnNs);
    const [at] = (await askedFor(page, 'timelineAt')).slice(-1);
    assert.equal(at?.lane, 'vm0/vcpu0/state');
  });

  it('goes from stretch to stretch on the lane, and to the lanes above and below', async () => {
    const page = await openTimeline(
      pages,
      {},
      {
        shown: { fromNs: 50e9, toNs: 50.01e9 },
        place: { lane: 'vm0/vcpu0/state', timeNs: 50.001e9 },
      },
    );
    await page.getByTestId('timeline-stage').focus();

    await page.keyboard.press('.');
    await page.keyboard.press('Shift+,');
    await page.keyboard.press('ArrowDown');

    await page.getByTestId('timeline-status').getByText('selected').waitFor();
    const steps = await askedFor(page, 'timelineStep');
    assert.deepEqual(
      steps.map(({ direction, isSame }) => [direction, isSame]),
      [
        [1, false],
        [-1, true],
      ],
    );
    await page.locator('.lane-row.active[data-key="vm0/vcpu0/strategy"]').waitFor();
  });

  it('picks a range by a drag along the ruler, zooms to it, and gives it up', async () => {
    const page = await openTimeline(pages);
    const whole = await shown(page);
    const ruler = (await page.getByTestId('timeline-ruler').boundingBox())!;

    await drag(page, [ruler.x + 400, ruler.y + 10], [ruler.x + 500, ruler.y + 10]);
    await page.keyboard.press('z');
    await untilNarrower(page, whole.columnNs / 2);
    await settled(page);

    const near = await shown(page);
    const fromNs = whole.fromNs + 400 * whole.columnNs;
    assert.ok(Math.abs(near.fromNs + 0.04 * near.columns * near.columnNs - fromNs) < 5e9);
    assert.equal((await savedTimeline(page)).range === undefined, false);
    await page.keyboard.press('Escape');
    await page.waitForFunction(
      () =>
        (window.fakeHost.savedState as { timeline: { range?: unknown } }).timeline.range ===
        undefined,
    );
  });

  it('sets two markers and tells how far apart they are', async () => {
    const page = await openTimeline(pages, {}, { shown: { fromNs: 50e9, toNs: 50.01e9 } });
    const { x, y } = await stage(page);
    await page.mouse.move(x + 100, y + 30);
    await page.keyboard.press('[');
    await page.mouse.move(x + 500, y + 30);
    await page.keyboard.press(']');

    const { columnNs } = await shown(page);
    const text = (await page.getByTestId('timeline-markers').textContent())!;
    const [, delta] = /B − A = ([\d.]+) ms/.exec(text)!;
    assert.ok(Math.abs(Number(delta) * 1e6 - 400 * columnNs) < 3e3, text);
  });

  it('pins, collapses, hides and moves lanes, and keeps that for the file', async () => {
    const page = await openTimeline(pages);
    const row = (key: string): ReturnType<Page['locator']> => page.locator(`[data-key="${key}"]`);
    await row('vm0/vcpu0/exits').hover();
    await row('vm0/vcpu0/exits').getByTestId('lane-pin').click();
    await row('vm0/vcpu0/wakes').hover();
    await row('vm0/vcpu0/wakes').getByTestId('lane-hide').click();
    await row('vm0/vcpu0/window').hover();
    await row('vm0/vcpu0/window').getByTestId('lane-expand').click();
    await row('vm0/vcpu0/window').getByTestId('lane-name').focus();
    await page.keyboard.press('Alt+ArrowUp');

    await page.waitForFunction(() =>
      window.fakeHost.calls.some(({ method }) => method === 'keepTimelineLayout'),
    );
    await page.waitForTimeout(400);
    const { layout } = (await askedFor(page, 'keepTimelineLayout')).at(-1)!;
    assert.deepEqual(layout.pinned, ['vm0/vcpu0/exits']);
    assert.deepEqual(layout.hidden, ['vm0/vcpu0/wakes']);
    assert.deepEqual(layout.collapsed, ['vm0/vcpu0/window']);
    const { order } = layout;
    assert.ok(order.indexOf('vm0/vcpu0/window') < order.indexOf('vm0/vcpu0/strategy'));
    await page.getByTestId('timeline-show-hidden').click();
    await row('vm0/vcpu0/wakes').waitFor();
    await screenshot(page, 'timeline lanes laid out');
  });

  it('moves a lane by dragging its name', async () => {
    const page = await openTimeline(pages);
    const wakes = (await page.locator('[data-key="vm0/vcpu0/wakes"]').boundingBox())!;
    const state = (await page.locator('[data-key="vm0/vcpu0/state"]').boundingBox())!;

    await drag(page, [wakes.x + 30, wakes.y + 6], [state.x + 30, state.y + 8]);

    await page.waitForFunction(() =>
      window.fakeHost.calls.some(({ method }) => method === 'keepTimelineLayout'),
    );
    const { order } = (await askedFor(page, 'keepTimelineLayout')).at(-1)!.layout;
    assert.equal(order[0], 'vm0/vcpu0/wakes');
  });

  it('scrolls to all lanes with the wheel over their names', async () => {
    const page = await openTimeline(pages);
    const gutter = (await page.locator('.timeline-gutter').boundingBox())!;
    await page.mouse.move(gutter.x + 20, gutter.y + 60);

    for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, 200);

    await page.locator('[data-key="vm0/page0x2005000"]').waitFor();
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    await screenshot(page, 'timeline last lanes');
  });
});

async function savedTimeline(page: Page): Promise<{ readonly range?: unknown }> {
  await page.waitForTimeout(150);
  return page.evaluate(
    () => (window.fakeHost.savedState as { timeline: { range?: unknown } }).timeline,
  );
}
