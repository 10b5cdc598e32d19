import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from 'playwright-core';
import type { Locator, Page } from 'playwright-core';
import { explorerRow } from '../support/workbench';

/** VS Code ignores a click on a menu that has just opened: it could be the end of a drag. */
const SETTLE_MS = 300;
const TRIES = 4;
const TRY_MS = 3_000;

/** Picks an entry of the context menu of files in the explorer: of all of them, which it selects. */
export async function pickForFiles(
  page: Page,
  files: readonly string[],
  label: string,
): Promise<void> {
  const [first, ...others] = files.map((file) => explorerRow(page, file));
  if (others.length > 0) await first!.click();
  // What was selected before is no longer.
  for (const row of others) {
    await row.and(row.page().locator(':not([aria-selected=true])')).waitFor();
  }
  for (const row of others) {
    await row.click({ modifiers: ['Control'] });
    await row.and(row.page().locator('[aria-selected=true]')).waitFor();
    // VS Code takes two clicks that follow each other at once for a double click.
    await sleep(SETTLE_MS);
  }
  await pickFromMenu(others.at(-1) ?? first!, label);
}

/** Picks an entry of a row's context menu. */
export async function pickFromMenu(row: Locator, label: string): Promise<void> {
  const entry = row.page().locator('.monaco-menu .action-label', { hasText: label }).first();
  // A tree that is drawn anew under the pointer loses the click, or closes the menu.
  for (let left = TRIES; left > 0; left--) {
    try {
      if (!(await entry.isVisible())) await row.click({ button: 'right' });
      await entry.waitFor({ timeout: TRY_MS });
      await sleep(SETTLE_MS);
      if (await closedByClick(entry)) return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || left === 1) throw error;
    }
  }
  throw new Error(`The menu was closed ${TRIES} times before “${label}” was clicked.`);
}

/** Clicks, and tells whether it was that which closed the menu. */
async function closedByClick(entry: Locator): Promise<boolean> {
  const clicks = await entry.evaluateHandle(
    (label) => {
      const seen = { up: false };
      label.addEventListener('mouseup', () => (seen.up = true), { capture: true });
      return seen;
    },
    undefined,
    { timeout: TRY_MS },
  );
  await entry.click({ timeout: TRY_MS });
  await entry.waitFor({ state: 'detached', timeout: TRY_MS });
  return clicks.evaluate(({ up }) => up);
}
