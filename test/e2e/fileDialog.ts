import path from 'node:path';
import { errors } from 'playwright-core';
import type { Page } from 'playwright-core';

const TRIES = 4;
const TRY_MS = 5_000;

/** Names a file in the dialog of a VS Code in a browser, which is a box to type a path into. */
export async function pickFile(page: Page, file: string): Promise<void> {
  const dialog = page.locator('.quick-input-widget', { hasText: 'OK' });
  const box = page.locator('.quick-input-widget input.input').first();
  // The folder it opens in is written into the box once it was read, over whatever is there.
  await page.waitForFunction(() =>
    document
      .querySelector<HTMLInputElement>('.quick-input-widget input.input')
      ?.value.startsWith('/'),
  );
  const offered = page
    .locator('.quick-input-list .monaco-list-row', { hasText: path.basename(file) })
    .first();
  // An Enter that comes while a folder is read is for another file, or for none.
  for (let left = TRIES; left > 0; left--) {
    try {
      await box.fill(file, { timeout: TRY_MS });
      await offered.waitFor({ timeout: TRY_MS });
      await box.press('Enter');
      await dialog.waitFor({ state: 'hidden', timeout: TRY_MS });
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || left === 1) throw error;
    }
  }
}
