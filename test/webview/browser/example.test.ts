import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { useTracePages } from './useTracePages';

describe('An example that a comparison leads to', () => {
  const pages = useTracePages();

  async function shown(): Promise<Page> {
    const page = await pages.open();
    await page.evaluate(() => {
      window.fakeHost.notify({
        notice: 'example',
        text: 'An example of “idle periods by hlt-poll-miss”: 12/s here, 0/s in run B.',
        more: { label: 'Idle view', shows: [{ notice: 'idle', vm: 0, strategy: 'hlt-poll-miss' }] },
      });
    });
    await page.getByTestId('example-text').getByText('12/s here').waitFor();
    return page;
  }

  it('leads on to the view that tells most of it', async () => {
    const page = await shown();

    await page.getByTestId('example-more').click();

    await page.getByTestId('periods-chosen').getByText('Only hlt-poll-miss').waitFor();
  });

  it('is gone once it is closed', async () => {
    const page = await shown();

    await page.getByTestId('example-close').click();

    assert.equal(await page.getByTestId('example-strip').isVisible(), false);
  });

  it('lists the faults of a page of guest memory', async () => {
    const page = await pages.open();

    await page.evaluate(() => {
      const selection = { vm: 0, gpa: 0x2000000 };
      window.fakeHost.notify({ notice: 'faults', selection });
    });

    await page.locator('[data-testid=tab-pages][aria-selected=true]').waitFor();
  });
});
