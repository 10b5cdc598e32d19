import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { cannedTable } from '../canned/cannedTable';
import type { ThemeName, TracePageOptions } from './openTracePage';
import { screenshot, useTracePages } from './useTracePages';
import { typeFilter } from './pageQueries';

const themes: readonly ThemeName[] = ['dark-modern', 'light-modern', 'hc-dark', 'hc-light'];
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

describe('The looks of the page', () => {
  const pages = useTracePages();

  for (const theme of themes) {
    it(`is accessible in ${theme}, with everything open`, async () => {
      const page = await pages.open({ theme });
      await openEverything(page);
      await screenshot(page, `${theme} open`);

      assert.deepEqual(await violations(page), []);
    });

    it(`is accessible in ${theme}, as it opens`, async () => {
      const page = await pages.open({ theme });
      await page.locator('canvas[aria-label*="idle"]').waitFor();
      await screenshot(page, theme);

      assert.deepEqual(await violations(page), []);
    });
  }

  for (const theme of themes) {
    it(`is accessible in ${theme}, when it asks for the columns of a table`, async () => {
      const load = { kind: 'unnamed', message: 'a table', table: cannedTable } as const;
      const page = await pages.open({ theme, scenario: { load } });
      await page.getByTestId('columns-open').waitFor();

      assert.deepEqual(await violations(page), []);
    });
  }

  for (const theme of themes) {
    it(`is accessible in ${theme}, where idle periods are shown`, async () => {
      const page = await openIdle({ theme, heightCssPx: 1400 });
      await page.getByTestId('chain-toggle').first().click();
      await screenshot(page, `idle ${theme}`);
      const charts = await violations(page);
      await page.getByTestId('histograms-toggle').first().click();

      assert.deepEqual([...charts, ...(await violations(page))], []);
    });
  }

  for (const theme of themes) {
    it(`is accessible in ${theme}, where pages are shown`, async () => {
      const page = await openPages({ theme, heightCssPx: 2200 });
      await screenshot(page, `pages ${theme}`);
      const pictures = await violations(page);
      await page.getByTestId('page-map').scrollIntoViewIfNeeded();
      await screenshot(page, `pages map ${theme}`);
      await page.getByTestId('map-toggle').click();

      assert.deepEqual([...pictures, ...(await violations(page))], []);
    });
  }

  for (const theme of themes) {
    it(`is accessible in ${theme}, where the timeline is shown`, async () => {
      const page = await openTimeline({ theme });
      await screenshot(page, `timeline ${theme}`);
      const lanes = await violations(page);
      await page.getByTestId('timeline-table-toggle').click();
      await page.getByTestId('timeline-help-sheet').evaluate((sheet) => {
        (sheet as HTMLDialogElement).showModal();
      });

      assert.deepEqual([...lanes, ...(await violations(page))], []);
    });
  }

  for (const theme of themes) {
    it(`is accessible in ${theme}, where hot code is shown`, async () => {
      const page = await openCode({ theme });
      await page.getByTestId('hot-row').first().focus();
      await page.keyboard.press('ArrowRight');
      await page.locator('[data-testid=hot-row][aria-level="2"]').first().waitFor();
      await screenshot(page, `code ${theme}`);
      const symbols = await violations(page);
      await page.getByTestId('events-row').first().click();
      await page.getByTestId('event-detail').getByTestId('guest-code').click();
      await page.getByTestId('guest-code-hot').waitFor();
      await screenshot(page, `code menu ${theme}`);

      assert.deepEqual([...symbols, ...(await violations(page))], []);
    });
  }

  for (const theme of ['hc-dark', 'hc-light'] as const) {
    it(`hides in ${theme} what scrolls under the cells that stay, of any row`, async () => {
      const page = await openCode({ theme });
      const ofRow = (id: string): Locator => page.getByTestId(id).first();
      const seen: Record<string, string> = {};
      await ofRow('hot-row').click();
      seen['a hot row that is selected'] = await shownThrough(ofRow('hot-row').locator('td'));
      await page.getByTestId('hot-row').nth(1).hover();
      seen['a hot row'] = await shownThrough(page.getByTestId('hot-row').nth(1).locator('td'));
      await page.getByTestId('tab-exits').click();
      await page.locator('.exits-scroller tbody tr').first().hover();
      seen['a row of exits'] = await shownThrough(page.locator('.exits-scroller tbody td'));
      await page.getByTestId('tab-pages').click();
      await ofRow('pages-row').click();
      seen['a page that is shown'] = await shownThrough(page.locator('tr.shown > td'));

      const nothing = Object.fromEntries(Object.keys(seen).map((name) => [name, 'nothing']));
      assert.deepEqual(seen, nothing);
    });
  }

  for (const widthCssPx of [300, 480, 1000, 2500]) {
    it(`fits hot code into a window of ${widthCssPx} pixels`, async () => {
      const page = await openCode({ widthCssPx });
      await screenshot(page, `code width ${widthCssPx}`);

      assert.equal(await overflowCssPx(page), 0);
    });
  }

  for (const widthCssPx of [480, 1000, 2500]) {
    it(`fits the timeline into a window of ${widthCssPx} pixels`, async () => {
      const page = await openTimeline({ widthCssPx });
      await screenshot(page, `timeline width ${widthCssPx}`);

      assert.equal(await overflowCssPx(page), 0);
    });
  }

  for (const widthCssPx of [480, 1000, 2500]) {
    it(`fits pages into a window of ${widthCssPx} pixels`, async () => {
      const page = await openPages({ widthCssPx, heightCssPx: 2200 });
      await screenshot(page, `pages width ${widthCssPx}`);

      assert.equal(await overflowCssPx(page), 0);
    });
  }

  for (const widthCssPx of [480, 1000, 2500]) {
    it(`fits idle periods into a window of ${widthCssPx} pixels`, async () => {
      const page = await openIdle({ widthCssPx, heightCssPx: 1400 });
      await screenshot(page, `idle width ${widthCssPx}`);

      assert.equal(await overflowCssPx(page), 0);
    });
  }

  for (const widthCssPx of [600, 1000, 2500]) {
    it(`fits into a window of ${widthCssPx} pixels`, async () => {
      const page = await pages.open({ widthCssPx });
      await page.getByTestId('events-row').nth(3).click();
      await page.getByTestId('event-detail').locator('.fields').waitFor();
      await screenshot(page, `width ${widthCssPx}`);

      assert.equal(await overflowCssPx(page), 0);
    });
  }

  it('keeps to the Content-Security-Policy whatever is opened', async () => {
    const page = await pages.open({ scenario: { clock: 'cycles' } });
    await page.getByTestId('tab-idle').click();
    await page.getByTestId('chain-toggle').first().click();
    await page.getByTestId('tab-timeline').click();
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    await page.getByTestId('tab-pages').click();
    await page.getByTestId('line-cell').first().click();
    await page.getByTestId('tab-code').click();
    await page.getByTestId('hot-row').first().dblclick();
    await page.getByTestId('tab-exits').click();
    await openEverything(page);
    await page.getByTestId('exits-chart-toggle').click();
    await page.getByTestId('exits-filter-vcpu').click();
    await page.getByTestId('filter-help-toggle').click();

    assert.deepEqual(await page.evaluate(() => window.fakeHost.violations), []);
  });

  async function openIdle(options: TracePageOptions): Promise<Page> {
    const page = await pages.open({ ...options, scenario: { savedState: { view: 'idle' } } });
    await page.locator('canvas[aria-label^="Poll window"]').waitFor();
    await page.getByTestId('periods-row').first().waitFor();
    return page;
  }

  async function openTimeline(options: TracePageOptions): Promise<Page> {
    const savedState = {
      view: 'timeline',
      openSections: ['timelineLegend'],
      timeline: {
        shown: { fromNs: 50e9, toNs: 50.012e9 },
        place: { lane: 'vm0/vcpu1/state', timeNs: 50.004e9 },
        range: { fromNs: 50.006e9, toNs: 50.008e9 },
        markers: { a: 50.001e9, b: 50.003e9 },
      },
    };
    const page = await pages.open({ ...options, scenario: { savedState } });
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    return page;
  }

  async function openCode(options: TracePageOptions): Promise<Page> {
    const page = await pages.open({ ...options, scenario: { savedState: { view: 'code' } } });
    await page.getByTestId('hot-row').first().waitFor();
    return page;
  }

  async function openPages(options: TracePageOptions): Promise<Page> {
    const savedState = { view: 'pages', dividers: { pages: 0.75 } };
    const page = await pages.open({ ...options, scenario: { savedState } });
    await page.locator('canvas[aria-label^="Faults of the page"]').waitFor();
    await page.getByTestId('faults-row').first().waitFor();
    return page;
  }
});

/** Whether the background of the first one lets through what is below it. */
function shownThrough(cell: Locator): Promise<string> {
  return cell.first().evaluate((element) => {
    const { backgroundColor } = getComputedStyle(element);
    return backgroundColor.startsWith('rgb(') ? 'nothing' : backgroundColor;
  });
}

/** What sticks out of the window to the right. */
function overflowCssPx(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

async function openEverything(page: Page): Promise<void> {
  for (const id of ['recordings', 'coverage', 'diagnostics', 'lost-events', 'event-counts']) {
    const toggle = page.getByTestId(`${id}-toggle`);
    if ((await toggle.isVisible()) && (await toggle.isEnabled())) await toggle.click();
  }
  await page.getByTestId('events-row').nth(3).click();
  await page.getByTestId('raw-bytes-toggle').click();
  await typeFilter(page, 'reason=');
  await page.getByTestId('events-filter-error').getByText('A value is missing').waitFor();
}

/** What axe finds wrong, one line a finding. Canvas content is invisible to it. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(root: Document): Promise<AxeResults> } }).axe.run(
      document,
    ),
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  );
}
