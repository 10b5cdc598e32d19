import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { compareHtml } from '../../../src/export/compareHtml';
import { compareRuns } from '../../../src/queries/compare/compareRuns';
import { launchChromium, offlineContext } from '../../support/chromium';
import { madeProfile } from '../../support/compare/madeProfile';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const a = madeProfile({ rates: { 'exits.HLT': 400, 'exits.CPUID': 3 }, latencyNs: 20_000 });
const b = madeProfile({ rates: { 'exits.HLT': 600, 'exits.CPUID': 4 }, latencyNs: 30_000 });
const html = [...compareHtml([{ comparison: compareRuns([a], [[b]])[0]!, a, b }])].join('');

describe('The report of a comparison', () => {
  let browser: Browser;

  before(async () => {
    browser = await launchChromium();
  });

  after(() => browser.close());

  /** The report in a page that may not reach anything, and what it asked for or complained of. */
  async function opened(
    colorScheme: 'light' | 'dark',
    width: number,
  ): Promise<{ readonly page: Page; readonly said: readonly string[] }> {
    const viewport = { width, height: 800 };
    const { context, refused } = await offlineContext(browser, { colorScheme, viewport });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.setContent(html);
    return { page, said: [...said, ...refused] };
  }

  it('opens without asking anything of anybody, in light and dark', async () => {
    const papers: string[] = [];
    for (const scheme of ['light', 'dark'] as const) {
      const { page, said } = await opened(scheme, 1200);
      assert.deepEqual(said, []);
      papers.push(
        await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor),
      );
    }
    assert.deepEqual(papers, ['rgb(255, 255, 255)', 'rgb(13, 17, 23)']);
  });

  it('shows the difference, its interval and both distributions', async () => {
    const { page } = await opened('light', 1200);
    const row = page.getByRole('row', { name: 'exits.HLT.rate' });
    assert.match((await row.textContent())!, /\/s.*\+\d+ %.*\+\d+ to \+\d+\/s/);
    const chart = page.getByRole('img', { name: /wakeup latency/ });
    assert.equal(await chart.locator('path').count(), 2);
    const boxes = await chart
      .locator('path')
      .evaluateAll((paths) => paths.map((path) => path.getBoundingClientRect().height));
    assert.ok(boxes.every((height) => height > 50));
  });

  it('fits into a narrow window: only tables move sideways', async () => {
    const { page } = await opened('light', 400);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 400);
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`is accessible in a narrow window, in ${scheme}`, async () => {
      const { page } = await opened(scheme, 400);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      );
      assert.deepEqual(
        violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`)),
        [],
      );
    });
  }
});
