import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { cannedDoctor } from '../canned/cannedDoctor';
import type { TracePageOptions } from './openTracePage';
import { askedFor } from './pageQueries';
import { screenshot, useTracePages } from './useTracePages';

describe('What the recording can tell', () => {
  const pages = useTracePages();

  async function opened(options?: TracePageOptions): Promise<Page> {
    const page = await pages.open(options);
    const fold = page.getByTestId('facts-fold');
    if (await fold.isVisible()) await fold.click();
    await page.getByTestId('coverage-toggle').click();
    await page.getByTestId('coverage-recording').waitFor();
    return page;
  }

  it('is asked only once somebody wants to know', async () => {
    const page = await pages.open();
    await page.getByTestId('events-row').first().waitFor();
    assert.deepEqual(await askedFor(page, 'doctor'), []);

    await page.getByTestId('coverage-toggle').click();

    await page.getByTestId('coverage-recording').waitFor();
    assert.equal((await askedFor(page, 'doctor')).length, 1);
  });

  it('says of each analysis what it lacks, and why', async () => {
    const page = await opened({ heightCssPx: 1300 });
    const analysis = (id: string) => page.locator(`[data-analysis=${id}]`);

    assert.match((await analysis('exits').textContent())!, /^Exits by reasonall of it/);
    assert.match((await analysis('latency').textContent())!, /to leave idle \(power:cpu_idle: not/);
    const missing = analysis('page-conflicts').locator('.coverage-missing');
    assert.equal(await missing.first().textContent(), 'Needs kvm:kvm_page_fault: not recorded.');
    await page.getByText('At least 18231 events were lost').waitFor();
    await screenshot(page, 'coverage');
  });

  it('copies a line to record with, also by the keyboard', async () => {
    const page = await opened();

    await page.getByTestId('record-copy').nth(1).focus();
    await page.keyboard.press('Enter');

    const { line } = cannedDoctor.recordings[0]!.commands[1]!;
    assert.deepEqual(await askedFor(page, 'copyText'), [{ text: line }]);
  });

  it('fits into a narrow editor and a light theme', async () => {
    const page = await opened({ widthCssPx: 500, theme: 'light-modern', heightCssPx: 1300 });

    await screenshot(page, 'coverage narrow');
    const overflowCssPx = await page
      .getByTestId('coverage')
      .evaluate((region) => region.scrollWidth - region.clientWidth);
    assert.equal(overflowCssPx, 0);
  });
});
