import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import * as esbuild from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { CompareRequests } from '../../../src/protocol/comparePage';
import { launchChromium, offlineContext } from '../../support/chromium';
import { setTheme, type ThemeName } from './openTracePage';
import { showBundle } from './showBundle';
import { screenshot } from './useTracePages';

const root = path.join(__dirname, '../../..');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const themes: readonly ThemeName[] = ['dark-modern', 'light-modern', 'hc-dark', 'hc-light'];

describe('The page of a comparison', () => {
  let browser: Browser;
  let page: Page;

  before(async () => {
    browser = await launchChromium();
  });

  afterEach(() => page.context().close());

  after(() => browser.close());

  async function open(theme: ThemeName = 'dark-modern', widthCssPx = 1200): Promise<void> {
    const viewport = { width: widthCssPx, height: 1000 };
    const { context } = await offlineContext(browser, { viewport });
    page = await context.newPage();
    const [script, styles, host] = await bundles();
    await page.addInitScript(host);
    await showBundle(page, { script, styles });
    await setTheme(page, theme);
    await page.locator('body[data-state="compared"]').waitFor();
  }

  const rows = () => page.getByTestId('differences-table-row');

  it('shows what makes runs less comparable, then what differs', async () => {
    await open();

    assert.match((await page.getByTestId('comparable-table').textContent())!, /window up to 400/);
    assert.match((await page.getByTestId('verdict-headline').textContent())!, /^2 of 253 rows/);
    assert.equal(await rows().count(), 2);
    await screenshot(page, 'compare');
  });

  it('shows all rows on demand, the first two hundred at once', async () => {
    await open();

    await page.getByTestId('differences-only').click();

    assert.equal(await rows().count(), 200);
    await page.getByTestId('differences-more').click();
    assert.equal(await rows().count(), 253);
  });

  it('filters by words, also by what makes rows doubtful', async () => {
    await open();
    const filter = page.getByTestId('differences-filter').locator('input');

    await filter.fill('halt polling');
    assert.equal(await rows().count(), 1);

    await filter.fill('nothing of this');
    await page.getByText('No row holds these words.').waitFor();
  });

  it('groups rows by kind', async () => {
    await open();

    await page.getByTestId('differences-group').click();

    const titles = page.getByTestId('differences').locator('h4');
    assert.deepEqual(await titles.allTextContents(), ['Idle periods', 'Time in states']);
  });

  it('goes from row to row with the arrow keys, and leads to an example', async () => {
    await open();

    await rows().first().locator('button').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');

    assert.deepEqual(await askedFor('showExample'), [
      { pair: 0, id: 'vm0.vcpu1.state.guest.share' },
    ]);
  });

  it('copies the rows that are shown as CSV and as Markdown', async () => {
    await open();

    await page.getByTestId('differences-csv').click();
    await page.getByTestId('differences-copy').click();

    const [csv, markdown] = await askedFor('copyText');
    assert.match(csv!.text, /^id,what,unit/);
    assert.equal(csv!.text.trim().split('\n').length, 3);
    assert.match(markdown!.text, /differs; doubtful: halt polling/);
  });

  it('swaps the runs and saves a report', async () => {
    await open();

    await page.getByTestId('compare-swap').click();
    await page.getByTestId('compare-save').click();
    await page.getByTestId('compare-save-html').click();

    assert.deepEqual(await askedFor('makeFirst'), [{ run: 1 }]);
    assert.deepEqual(await askedFor('saveReport'), [{ format: 'html' }]);
    await page.getByText('Saved to /runs/comparison.html').waitFor();
  });

  it('says which vCPUs do the same work, and compares them so at a click', async () => {
    await open();
    const roles = page.getByTestId('pairing-roles');
    assert.match((await roles.textContent()) ?? '', /vCPU 0\.0 of A looks like 0\.1 of B/);

    await page.getByTestId('pairing-hint').click();

    const [zero, one] = [0, 1].map((vcpu) => ({ vm: 0, vcpu }));
    assert.deepEqual(await askedFor('pairVcpus'), [
      {
        pair: 0,
        pairing: [
          { a: zero, b: one },
          { a: one, b: zero },
        ],
      },
    ]);
  });

  it('has further runs of each kind, to be added and left out', async () => {
    await open();

    await page.getByTestId('repeat-b').getByText('B: b2.trace.dat').waitFor();
    await page.getByTestId('repeats-add-a').click();
    await page.getByTestId('repeats-remove-b').click();

    assert.deepEqual(await askedFor('addRepeats'), [{ of: 'a' }]);
    assert.deepEqual(await askedFor('removeRepeat'), [{ of: 'b', run: 0 }]);
  });

  it('compares a vCPU with another one that does its work', async () => {
    await open();
    await page.getByTestId('pairing').locator('summary').click();

    await page.getByTestId('pairing-vcpu').first().click();
    const choice = { hasText: 'B: vCPU 1 of VM 0' };
    await page.getByTestId('pairing-vcpu').first().locator('vscode-option', choice).click();

    const [zero, one] = [0, 1].map((vcpu) => ({ vm: 0, vcpu }));
    assert.deepEqual(await askedFor('pairVcpus'), [
      {
        pair: 0,
        pairing: [
          { a: zero, b: one },
          { a: one, b: zero },
        ],
      },
    ]);
  });

  it('copies the whole report, and shows both timelines', async () => {
    await open();

    await page.getByTestId('compare-save').click();
    await page.getByTestId('compare-copy-report').click();
    await page.getByText('Copied as Markdown').waitFor();
    await page.getByTestId('compare-timelines').click();

    assert.deepEqual(await askedFor('copyReport'), [{}]);
    assert.deepEqual(await askedFor('showTimelines'), [{ pair: 0 }]);
  });

  it('has the numbers of its charts in tables', async () => {
    await open();
    const chart = page.getByTestId('durations-chart-0');
    assert.match((await chart.getAttribute('aria-label'))!, /A: 200, half of them up to 11/);

    await page.getByTestId('durations-toggle').first().click();

    assert.equal(await page.getByTestId('durations-table-row').count(), 3);
  });

  it('keeps what is compared and how it is shown', async () => {
    await open();

    await page.getByTestId('differences-group').click();

    const saved = await page.evaluate(() => window.fakeCompareHost.savedState);
    assert.deepEqual(saved, {
      runs: ['file:///runs/a.trace.dat', 'file:///runs/b.trace.dat'],
      repeats: { a: [], b: ['file:///runs/b2.trace.dat'] },
      ...{ pair: 0, filter: '', isOnlyDifferences: true, isGrouped: true },
      ...{ durations: '', areTablesShown: false },
    });
  });

  for (const theme of themes) {
    it(`is accessible in ${theme}`, async () => {
      await open(theme);
      await page.getByTestId('comparable').locator('summary').click();
      await page.getByTestId('pairing').locator('summary').click();
      await screenshot(page, `compare ${theme}`);

      assert.deepEqual(await violations(), []);
    });
  }

  it('fits into a narrow editor', async () => {
    await open('light-modern', 500);
    await screenshot(page, 'compare narrow');

    const overflowCssPx = await page.evaluate(
      () => document.body.scrollWidth - document.body.clientWidth,
    );
    assert.equal(overflowCssPx, 0);
    const follows = page.getByTestId('comparable-table').locator('td.text').first();
    const box = (await follows.boundingBox())!;
    assert.ok(box.x + box.width <= 500, `what follows ends at ${box.x + box.width} px`);
  });

  it('says all of what was done in a narrow editor', async () => {
    await open('light-modern', 500);
    await page.getByTestId('compare-save').click();
    await page.getByTestId('compare-save-html').click();
    const status = page.locator('.compare-head > .status');
    await status.getByText('Saved to /runs/comparison.html').waitFor();

    const hiddenCssPx = await status.evaluate((text) => text.scrollWidth - text.clientWidth);

    assert.equal(hiddenCssPx, 0);
  });

  async function askedFor<M extends keyof CompareRequests>(
    method: M,
  ): Promise<readonly CompareRequests[M]['params'][]> {
    const calls = await page.evaluate(() => window.fakeCompareHost.calls);
    return calls
      .filter((call) => call.method === method)
      .map(({ params }) => params as CompareRequests[M]['params']);
  }

  async function violations(): Promise<readonly string[]> {
    // The page's policy forbids scripts of others; this one comes from the outside.
    await page.evaluate(axe);
    const { violations: found } = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }
});

let built: Promise<readonly [string, string, string]> | undefined;

/** The page's script and styles, and the host's script; built once. */
function bundles(): Promise<readonly [string, string, string]> {
  built ??= build();
  return built;
}

async function build(): Promise<readonly [string, string, string]> {
  const common = { bundle: true, write: false, target: 'chrome120', format: 'iife' } as const;
  const page = await esbuild.build({
    ...common,
    entryPoints: [path.join(root, 'webview/compare/main.ts')],
    outfile: 'compare.js',
  });
  const host = await esbuild.build({
    ...common,
    entryPoints: [path.join(__dirname, 'fakeCompareHost.ts')],
    outfile: 'host.js',
  });
  const text = (ending: string): string =>
    page.outputFiles.find((file) => file.path.endsWith(ending))!.text;
  return [text('.js'), text('.css'), host.outputFiles[0]!.text];
}
