import assert from 'node:assert/strict';
import { durationNs } from '../canned/cannedTimeline';
import { drag, openTimeline, settled, shown, stage, untilNarrower } from './timelinePage';
import { useTracePages } from './useTracePages';

describe('The view of the timeline', () => {
  const pages = useTracePages();

  it('shows the whole trace, then what the wheel goes to at the pointer', async () => {
    const page = await openTimeline(pages);
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
    const page = await openTimeline(pages, {}, { shown: { fromNs: 50e9, toNs: 60e9 } });
    const before = await shown(page);
    const { x, y } = await stage(page);

    await drag(page, [x + 300, y + 60], [x + 200, y + 60]);

    const after = await shown(page);
    assert.equal(after.columnNs, before.columnNs);
    const moved = (after.fromNs - before.fromNs) / before.columnNs;
    assert.ok(Math.abs(moved - 100) < 0.01, String(moved));
  });

  it('pans with Shift and with a wheel that turns sideways; Alt scrolls the lanes', async () => {
    const page = await openTimeline(pages, {}, { shown: { fromNs: 50e9, toNs: 60e9 } });
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
    const page = await openTimeline(pages);
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
    const page = await openTimeline(pages, {}, { shown: { fromNs: 50e9, toNs: 60e9 } });
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
    const page = await openTimeline(pages, {}, { shown: { fromNs: 50e9, toNs: 60e9 } });
    const before = await shown(page);

    await page.getByTestId('events-filter').locator('input').fill('wasd');
    await page.getByTestId('events-filter').locator('input').press('f');

    assert.equal((await shown(page)).columnNs, before.columnNs);
  });

  it('goes to a time that is typed, and says what is none', async () => {
    const page = await openTimeline(pages, {}, { shown: { fromNs: 50e9, toNs: 50.01e9 } });
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
    const page = await openTimeline(pages, {}, { shown: { fromNs: 50e9, toNs: 60e9 } });
    const minimap = (await page.getByTestId('timeline-minimap').boundingBox())!;

    await page.mouse.click(minimap.x + minimap.width * 0.9, minimap.y + 10);
    await settled(page);

    const { fromNs, columnNs, columns } = await shown(page);
    const middle = (fromNs + (columns / 2) * columnNs) / durationNs;
    assert.ok(Math.abs(middle - 0.9) < 0.01, String(middle));
  });
});
