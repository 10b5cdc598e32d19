import path from 'node:path';
import { errors } from 'playwright-core';
import type { Page } from 'playwright-core';

const TRIES = 4;
const TRY_MS = 5_000;
const STEP_MS = 15_000;

/** Names a file in the dialog of a VS Code in a browser, which is a box to type a path into. */
export async function pickFile(page: Page, file: string): Promise<void> {
  const box = page.locator('.quick-input-widget input.input').first();
  // The folder it opens in is written into the box once it was read, over whatever is there.
  await untilDialog(page, true, STEP_MS);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: /^\.\.$/ }).waitFor();
  const offered = page
    .locator('.quick-input-list .monaco-list-row', { hasText: path.basename(file) })
    .first();
  // An Enter that comes while a folder is read is for another file, or for none.
  for (let left = TRIES; left > 0; left--) {
    try {
      await box.fill(file, { timeout: TRY_MS });
      await offered.waitFor({ timeout: TRY_MS });
      await box.press('Enter');
      await untilDialog(page, false, TRY_MS);
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || left === 1) throw error;
    }
  }
}

/** The dialog is the box that holds a path: its button says something else for each question. */
async function untilDialog(page: Page, open: boolean, timeout: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const box = document.querySelector<HTMLInputElement>('.quick-input-widget input.input');
      const isOpen = box !== null && box.offsetParent !== null && box.value.startsWith('/');
      return isOpen === wanted;
    },
    open,
    { timeout },
  );
}
