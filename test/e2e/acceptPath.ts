import type { Page } from 'playwright-core';

/** Takes the path that a dialog for saving proposes, once it does. */
export async function acceptPath(page: Page, file: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      document.querySelector<HTMLInputElement>('.quick-input-widget input.input')?.value === wanted,
    file,
  );
  await page.keyboard.press('Enter');
}
