import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { cannedTable } from '../canned/cannedTable';
import type { TracePageOptions } from './openTracePage';
import { askedFor } from './pageQueries';
import { screenshot, useTracePages } from './useTracePages';

const header = cannedTable.columns.map(({ name }) => name);
const unnamed = { kind: 'unnamed', message: 'a table', table: cannedTable } as const;

describe('A table whose columns nobody named', () => {
  const pages = useTracePages();

  const opened = (options?: TracePageOptions): Promise<Page> =>
    pages.open({ scenario: { load: unnamed }, ...options });

  const role = (page: Page, column: string) =>
    page.locator(`[data-column="${column}"] vscode-dropdown`);

  async function choose(page: Page, column: string, label: string): Promise<void> {
    await role(page, column).click();
    await role(page, column).getByText(label, { exact: true }).last().click();
  }

  it('is asked about, with what stands in its columns and what they suggest', async () => {
    const page = await opened();

    const cells = page.locator('[data-column="ts_us"] .sample');
    assert.deepEqual(await cells.allTextContents(), ['1000.5', '1003.25', '1004']);
    assert.equal(await role(page, 'ts_us').evaluate(valueOf), 'time');
    assert.equal(await role(page, 'what').evaluate(valueOf), 'field');
    assert.equal(await page.getByTestId('columns-unit').evaluate(valueOf), 'us');
    await screenshot(page, 'columns');
  });

  it('opens by what was chosen', async () => {
    const page = await opened();
    await choose(page, 'what', 'the event');
    await choose(page, 'v', 'the vCPU');
    await choose(page, 'why', 'the exit reason');
    await page.getByTestId('columns-relative').click();

    await page.getByTestId('columns-open').click();

    const time = { column: 'ts_us', unit: 'us', isRelative: true };
    assert.deepEqual(await askedFor(page, 'reload'), [
      { namedTable: { header, columns: { time, event: 'what', vcpu: 'v', reason: 'why' } } },
    ]);
  });

  it('gives a role to one column only', async () => {
    const page = await opened();

    await choose(page, 'rip', 'the time');

    await page.getByTestId('columns-open').click();

    await page.getByText('Only one column can be the time: both ts_us and rip are.').waitFor();
    assert.deepEqual(await askedFor(page, 'reload'), []);
  });

  it('needs the time', async () => {
    const page = await opened();
    await choose(page, 'ts_us', 'a field');

    await page.getByTestId('columns-open').click();

    await page.getByText('Say which column is the time.').waitFor();
    assert.deepEqual(await askedFor(page, 'reload'), []);
  });

  it('can be answered by the keyboard', async () => {
    const page = await opened();
    await role(page, 'what').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await role(page, 'what').evaluate(valueOf), 'event');

    await page.getByTestId('columns-open').focus();
    await page.keyboard.press('Enter');

    const [{ namedTable }] = (await askedFor(page, 'reload')) as [{ namedTable: unknown }];
    const time = cannedTable.guess.time;
    assert.deepEqual(namedTable, { header, columns: { event: 'what', time } });
  });

  it('can be told otherwise once it is open', async () => {
    const page = await pages.open({ scenario: { session: 'table' } });
    await page.getByTestId('columns-change').click();
    await page.getByTestId('columns').waitFor();
    assert.equal(await page.getByTestId('events-table').isVisible(), false);

    await page.getByTestId('columns-cancel').click();

    await page.getByTestId('events-row').first().waitFor();
    assert.deepEqual(await askedFor(page, 'reload'), []);
  });

  it('fits into a narrow editor and a light theme', async () => {
    const page = await opened({ widthCssPx: 500, theme: 'light-modern' });

    await screenshot(page, 'columns narrow');
    const overflowCssPx = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(overflowCssPx, 0);
  });
});

function valueOf(control: Element): string {
  return (control as HTMLElement & { value: string }).value;
}
