import type { Page } from 'playwright-core';
import type { Method, Params } from '../../../src/protocol/requests';

/** Texts of one column of the exits table, from the top. */
export function exitsColumn(page: Page, column: string): Promise<readonly string[]> {
  return page.locator(`[data-testid=exits-row] > [data-column=${column}]`).allTextContents();
}

/** Positions of the rows the events table shows, from the top. */
export async function shownPositions(page: Page): Promise<readonly number[]> {
  const positions = await page
    .getByTestId('events-row')
    .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset['position'])));
  return positions.sort((left, right) => left - right);
}

/** What the page has asked the host under one name. */
export async function askedFor<M extends Method>(
  page: Page,
  method: M,
): Promise<readonly Params<M>[]> {
  const calls = await page.evaluate(() => window.fakeHost.calls);
  return calls.filter((call) => call.method === method).map((call) => call.params as Params<M>);
}

/** Types into the filter, as a user does. */
export async function typeFilter(page: Page, filter: string): Promise<void> {
  await page.getByTestId('events-filter').locator('input').fill(filter);
}

/** Waits until the filter's field shows a filter that was set for the user. */
export async function untilFilterIs(page: Page, filter: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      document.querySelector<HTMLInputElement>('[data-testid=events-filter]')?.value === wanted,
    filter,
  );
}

/** Waits until the keyboard's row is the one at a position. */
export async function untilCursorIsAt(page: Page, position: number): Promise<void> {
  await page.locator(`.events-row.cursor[data-position="${position}"]`).waitFor();
}
