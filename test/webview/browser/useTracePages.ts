import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium';
import { openTracePage, type TracePageOptions } from './openTracePage';

const results = path.join(__dirname, '../../../test-results');

export interface TracePages {
  /** Opens a page; it is closed after the test. */
  readonly open: (options?: TracePageOptions) => Promise<Page>;
}

/** One browser for the tests of a suite, and a picture of the page when one fails. */
export function useTracePages(): TracePages {
  let browser: Browser | undefined;
  let opened: Page[] = [];

  before(async () => {
    browser = await launchChromium();
  });

  afterEach(async function () {
    const test = this.currentTest;
    for (const page of opened) {
      if (test?.state === 'failed') await screenshot(page, `failed ${test.fullTitle()}`);
      await page.context().close();
    }
    opened = [];
  });

  after(async () => {
    await browser?.close();
  });

  return {
    open: async (options) => {
      if (browser === undefined) throw new Error('Pages open inside tests only.');
      const page = await openTracePage(browser, options);
      opened.push(page);
      return page;
    },
  };
}

/** Writes what the page shows into test-results/. */
export async function screenshot(page: Page, title: string): Promise<void> {
  const fileName = `webview ${title}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  await page.screenshot({ path: path.join(results, `${fileName}.png`) });
}
