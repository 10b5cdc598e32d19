import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from 'playwright-core';
import type { Page } from 'playwright-core';

/** VS Code ignores a click on a menu that has just opened: it could be the end of a drag. */
const SETTLE_MS = 300;
const TRIES = 4;
const TRY_MS = 2_000;

/** Picks an entry of the context menu that is open. */
export async function pickFromMenu(page: Page, label: string): Promise<void> {
  const entry = page.locator('.monaco-menu .action-label', { hasText: label }).first();
  await entry.waitFor();
  for (let left = TRIES; left > 0; left--) {
    await sleep(SETTLE_MS);
    try {
      await entry.click({ timeout: TRY_MS });
      await entry.waitFor({ state: 'detached', timeout: TRY_MS });
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || left === 1) throw error;
    }
  }
}
