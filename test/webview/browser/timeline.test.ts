import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { setTheme } from './openTracePage';
import { askedFor } from './pageQueries';
import { openTimeline, settled, shown } from './timelinePage';
import { screenshot, useTracePages } from './useTracePages';

describe('The timeline', () => {
  const pages = useTracePages();

  it('is the first tab, and not the first view', async () => {
    const page = await pages.open();

    assert.equal(await page.locator('#view-timeline').isVisible(), false);
    assert.deepEqual(await askedFor(page, 'timelineOverview'), []);
    await page.getByTestId('tab-exits').press('ArrowLeft');

    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    assert.equal((await page.getByRole('tab').allTextContents())[0], 'Timeline');
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
    const page = await openTimeline(pages, {}, { shown: { fromNs: 50e9, toNs: 50.01e9 } });

    await page.getByTestId('events-row').nth(3).click();
    await settled(page);

    const { fromNs } = await shown(page);
    assert.ok(fromNs < 1e9, String(fromNs));
  });

  it('comes back to where it was left', async () => {
    const page = await openTimeline(
      pages,
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
    const page = await openTimeline(pages);
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
    const page = await openTimeline(pages);
    const before = await cornerColor(page);

    await setTheme(page, 'light-modern');

    await settled(page);
    assert.equal(before, '31,31,31');
    assert.equal(await cornerColor(page), '255,255,255');
  });

  it('tells its keys on a sheet that Escape closes', async () => {
    const page = await openTimeline(pages);
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
    const page = await openTimeline(pages);

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

/** Of the head of the first group, which no lane paints. */
function cornerColor(page: Page): Promise<string> {
  return page.getByTestId('timeline-canvas').evaluate((canvas) => {
    const context = (canvas as HTMLCanvasElement).getContext('2d')!;
    const { width } = canvas as HTMLCanvasElement;
    return [...context.getImageData(width / 2, 4, 1, 1).data.slice(0, 3)].join(',');
  });
}
