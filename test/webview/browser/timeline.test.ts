import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { durationNs } from '../canned/cannedTimeline';
import { setTheme, type TracePageOptions } from './openTracePage';
import { askedFor } from './pageQueries';
import { screenshot, useTracePages } from './useTracePages';

interface ShownView {
  readonly fromNs: number;
  readonly columnNs: number;
  readonly columns: number;
  readonly frames: number;
}

describe('The timeline', () => {
  const pages = useTracePages();

  async function open(options: TracePageOptions = {}, timeline: object = {}): Promise<Page> {
    const savedState = { view: 'timeline', timeline, ...(options.scenario?.savedState as object) };
    const page = await pages.open({ ...options, scenario: { ...options.scenario, savedState } });
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    return page;
  }

  it('is the first tab, and not the first view', async () => {
    const page = await pages.open();

    assert.equal(await page.locator('#view-timeline').isVisible(), false);
    assert.deepEqual(await askedFor(page, 'timelineOverview'), []);
    await page.getByTestId('tab-exits').press('ArrowLeft');

    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    assert.equal((await page.getByRole('tab').allTextContents())[0], 'Timeline');
  });

  it('shows the whole trace, then what the wheel goes to at the pointer', async () => {
    const page = await open();
    const whole = await shown(page);
    assert.ok(whole.fromNs < 0 && whole.fromNs + whole.columns * whole.columnNs > durationNs);
    const { x, y, width } = await stage(page);

    const column = Math.round(width * 0.25);
    await page.mouse.move(Math.ceil(x) + column, y + 60);
    const timeNs = whole.fromNs + (Math.ceil(x) - x + column) * whole.columnNs;
    for (let turn = 0; turn < 8; turn++) await page.mouse.wheel(0, -120);
    await untilNarrower(page, whole.columnNs / 4);

    const near = await shown(page);
    const at = (timeNs - near.fromNs) / near.columnNs;
    assert.ok(Math.abs(at - column) <= 2, String(at));
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
  });

  it('pans by dragging, by whole pixels', async () => {
    const page = await open({}, { shown: { fromNs: 50e9, toNs: 60e9 } });
    const before = await shown(page);
    const { x, y } = await stage(page);

    await drag(page, [x + 300, y + 60], [x + 200, y + 60]);

    const after = await shown(page);
    assert.equal(after.columnNs, before.columnNs);
    const moved = (after.fromNs - before.fromNs) / before.columnNs;
    assert.ok(Math.abs(moved - 100) < 0.01, String(moved));
  });

  it('pans with Shift and with a wheel that turns sideways; Alt scrolls the lanes', async () => {
    const page = await open({}, { shown: { fromNs: 50e9, toNs: 60e9 } });
    const { fromNs } = await shown(page);
    const { x, y } = await stage(page);
    await page.mouse.move(x + 200, y + 60);

    await page.mouse.wheel(90, 0);
    await page.waitForFunction(
      (from) =>
        Number(document.querySelector<HTMLElement>('#view-timeline')!.dataset['fromNs']) > from,
      fromNs,
    );
    await page.keyboard.down('Alt');
    await page.mouse.wheel(0, 200);
    await page.keyboard.up('Alt');

    await page.waitForFunction(() => document.querySelector('.timeline-scroller')!.scrollTop > 100);
  });

  it('zooms to a box, and goes back and forward as an editor does', async () => {
    const page = await open();
    const whole = await shown(page);
    const { x, y } = await stage(page);
    await page.keyboard.press('b');

    await drag(page, [x + 200, y + 40], [x + 300, y + 90]);
    await untilNarrower(page, whole.columnNs / 2);
    await settled(page);
    const near = await shown(page);
    const fromNs = whole.fromNs + 200 * whole.columnNs;
    assert.ok(Math.abs(near.fromNs - fromNs) < 2 * whole.columnNs);

    await page.keyboard.press('Alt+ArrowLeft');
    await settled(page);
    assert.ok(Math.abs((await shown(page)).columnNs / whole.columnNs - 1) < 1e-9);
    await page.getByTestId('timeline-forward').click();
    await settled(page);
    assert.ok(Math.abs((await shown(page)).columnNs / near.columnNs - 1) < 1e-9);
  });

  it('moves by keys: in, out, along, and to all of it', async () => {
    const page = await open({}, { shown: { fromNs: 50e9, toNs: 60e9 } });
    const before = await shown(page);
    await page.getByTestId('timeline-stage').focus();

    await page.keyboard.press('w');
    await settled(page);
    const near = await shown(page);
    assert.ok(near.columnNs < before.columnNs * 0.8);
    await page.keyboard.press('d');
    await settled(page);
    assert.ok((await shown(page)).fromNs > near.fromNs);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('s');
    await settled(page);
    assert.ok(Math.abs((await shown(page)).columnNs / before.columnNs - 1) < 0.01);
    await page.keyboard.press('f');
    await settled(page);

    assert.ok((await shown(page)).fromNs < 0);
  });

  it('does not take keys from a field that somebody types into', async () => {
    const page = await open({}, { shown: { fromNs: 50e9, toNs: 60e9 } });
    const before = await shown(page);

    await page.getByTestId('events-filter').locator('input').fill('wasd');
    await page.getByTestId('events-filter').locator('input').press('f');

    assert.equal((await shown(page)).columnNs, before.columnNs);
  });

  it('selects the place that is clicked, tells it, and takes the events there', async () => {
    const page = await open({}, { shown: { fromNs: 50e9, toNs: 50.01e9 } });
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
    const page = await open(
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
    const page = await open();
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
    const page = await open({}, { shown: { fromNs: 50e9, toNs: 50.01e9 } });
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

  it('goes to a time that is typed, and says what is none', async () => {
    const page = await open({}, { shown: { fromNs: 50e9, toNs: 50.01e9 } });
    await page.getByTestId('timeline-stage').focus();
    await page.keyboard.press('g');
    const field = page.getByTestId('timeline-jump').locator('input');
    await field.fill('soon');
    await field.press('Enter');
    await page.getByText('No time: write').waitFor();

    await field.fill('61.5s');
    await field.press('Enter');
    await settled(page);

    const { fromNs, columnNs, columns } = await shown(page);
    assert.ok(fromNs < 61.5e9 && fromNs + columns * columnNs > 61.5e9);
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'timeline-stage');
  });

  it('goes along with the box on the minimap', async () => {
    const page = await open({}, { shown: { fromNs: 50e9, toNs: 60e9 } });
    const minimap = (await page.getByTestId('timeline-minimap').boundingBox())!;

    await page.mouse.click(minimap.x + minimap.width * 0.9, minimap.y + 10);
    await settled(page);

    const { fromNs, columnNs, columns } = await shown(page);
    const middle = (fromNs + (columns / 2) * columnNs) / durationNs;
    assert.ok(Math.abs(middle - 0.9) < 0.01, String(middle));
  });

  it('pins, collapses, hides and moves lanes, and keeps that for the file', async () => {
    const page = await open();
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
    const page = await open();
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
    const page = await open();
    const gutter = (await page.locator('.timeline-gutter').boundingBox())!;
    await page.mouse.move(gutter.x + 20, gutter.y + 60);

    for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, 200);

    await page.locator('[data-key="vm0/page0x2005000"]').waitFor();
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    await screenshot(page, 'timeline last lanes');
  });

  it('shows what another part of the page or of VS Code asks for', async () => {
    const page = await pages.open();

    await page.evaluate(() => {
      window.fakeHost.notify({
        notice: 'range',
        fromNs: 20e9,
        toNs: 21e9,
        lane: 'vm1/vcpu1/state',
        timeNs: 20.5e9,
      });
    });

    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    const { fromNs, columnNs, columns } = await shown(page);
    assert.ok(Math.abs(fromNs - 20e9) < 2 * columnNs);
    assert.ok(Math.abs(columns * columnNs - 1e9) < 2 * columnNs);
    await page.locator('.lane-row.active[data-key="vm1/vcpu1/state"]').waitFor();
  });

  it('follows the event that is selected in the table', async () => {
    const page = await open({}, { shown: { fromNs: 50e9, toNs: 50.01e9 } });

    await page.getByTestId('events-row').nth(3).click();
    await settled(page);

    const { fromNs } = await shown(page);
    assert.ok(fromNs < 1e9, String(fromNs));
  });

  it('comes back to where it was left', async () => {
    const page = await open(
      {},
      {
        shown: { fromNs: 50e9, toNs: 60e9 },
        range: { fromNs: 52e9, toNs: 53e9 },
        markers: { a: 51e9, b: 54e9 },
      },
    );

    const { fromNs, columnNs } = await shown(page);
    assert.ok(Math.abs(fromNs - 50e9) <= columnNs);
    await page.getByTestId('timeline-markers').getByText('B − A = 3.000 s').waitFor();
  });

  it('draws nothing while nothing changes, and nothing while it is hidden', async () => {
    const page = await open();
    await page.mouse.move(5, 5);
    await page.waitForTimeout(300);
    const before = await shown(page);

    await page.waitForTimeout(400);
    assert.equal((await shown(page)).frames, before.frames);
    await page.getByTestId('tab-idle').click();
    await setTheme(page, 'light-modern');
    await page.waitForTimeout(200);
    assert.equal((await shown(page)).frames, before.frames);
  });

  it('paints anew when the theme changes', async () => {
    const page = await open();
    const before = await cornerColor(page);

    await setTheme(page, 'light-modern');

    await settled(page);
    assert.equal(before, '31,31,31');
    assert.equal(await cornerColor(page), '255,255,255');
  });

  it('tells its keys on a sheet that Escape closes', async () => {
    const page = await open();
    await page.getByTestId('timeline-stage').focus();

    await page.keyboard.press('?');
    await page.getByTestId('timeline-help-sheet').getByText('Fit the whole trace').waitFor();
    await screenshot(page, 'timeline help');
    await page.keyboard.press('Tab');
    assert.equal(
      await page.evaluate(() => document.activeElement?.closest('dialog') !== null),
      true,
    );
    await page.keyboard.press('Escape');

    await page.getByTestId('timeline-help-sheet').waitFor({ state: 'hidden' });
  });

  it('is a table of what is in view for those who cannot see it', async () => {
    const page = await open();

    await page.getByTestId('timeline-table-toggle').click();

    const row = page.getByTestId('timeline-table-state-row').first();
    const cells = await row.locator('td').allTextContents();
    assert.equal(cells[0], 'vCPU 0');
    const sum = cells.slice(1).reduce((total, text) => total + (Number.parseFloat(text) || 0), 0);
    // A little of the view is not the trace's.
    assert.ok(sum > 96 && sum <= 100.5, cells.join(' '));
    await screenshot(page, 'timeline table');
  });
});

async function shown(page: Page): Promise<ShownView> {
  const numbers = await page.getByTestId('timeline').evaluate((panel) => {
    const { fromNs, columnNs, columns, frames } = panel.dataset;
    return [fromNs, columnNs, columns, frames].map(Number);
  });
  const [fromNs, columnNs, columns, frames] = numbers;
  return { fromNs: fromNs!, columnNs: columnNs!, columns: columns!, frames: frames! };
}

async function stage(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  return (await page.getByTestId('timeline-canvas').boundingBox())!;
}

async function drag(
  page: Page,
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): Promise<void> {
  await page.mouse.move(fromX, fromY);
  await page.mouse.down();
  await page.mouse.move((fromX + toX) / 2, (fromY + toY) / 2);
  await page.mouse.move(toX, toY);
  await page.mouse.up();
  await settled(page);
}

/** Until no frame has been drawn for a while. */
async function settled(page: Page): Promise<void> {
  for (let frames = -1; ;) {
    await page.waitForTimeout(200);
    const now = (await shown(page)).frames;
    if (now === frames) return;
    frames = now;
  }
}

async function untilNarrower(page: Page, columnNs: number): Promise<void> {
  await page.waitForFunction(
    (most) =>
      Number(document.querySelector<HTMLElement>('#view-timeline')!.dataset['columnNs']) < most,
    columnNs,
  );
}

async function savedTimeline(page: Page): Promise<{ readonly range?: unknown }> {
  await page.waitForTimeout(150);
  return page.evaluate(
    () => (window.fakeHost.savedState as { timeline: { range?: unknown } }).timeline,
  );
}

/** Of the head of the first group, which no lane paints. */
function cornerColor(page: Page): Promise<string> {
  return page.getByTestId('timeline-canvas').evaluate((canvas) => {
    const context = (canvas as HTMLCanvasElement).getContext('2d')!;
    const { width } = canvas as HTMLCanvasElement;
    return [...context.getImageData(width / 2, 4, 1, 1).data.slice(0, 3)].join(',');
  });
}
