import path from 'node:path';
import type { Page } from 'playwright-core';

const results = path.join(__dirname, '../../test-results');

/** Writes what the window shows into test-results/. */
export async function screenshot(page: Page, title: string): Promise<void> {
  const fileName = `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.png`;
  await page.screenshot({ path: path.join(results, fileName) });
}
