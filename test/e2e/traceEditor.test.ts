import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { copySampleTrace } from '../support/sampleTrace';
import { openFromExplorer, webviewFrame } from '../support/workbench';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

/** Of the sample recording, as `trace-cmd report` counts them. */
const eventCount = 14_040;
const exitCount = 1_910;
const hltExitCounts = [48, 91, 97]; // by vCPU

describe('The trace editor in VS Code', () => {
  const vscode = useVscode((folder) => copySampleTrace(folder, ['sample.trace.dat']));
  let frame: Frame;

  before(async () => {
    await openFromExplorer(vscode().page, 'sample.trace.dat');
    frame = await webviewFrame(vscode().page, 'body[data-state="complete"]');
    await exitRows().first().waitFor();
  });

  it('says what the recording is', async () => {
    const facts = frame.getByTestId('facts');

    assert.equal(await facts.locator('h1').textContent(), 'sample.trace.dat');
    assert.equal(await facts.locator('[data-fact="events"] dd').textContent(), '14,040');
    assert.equal(await facts.locator('[data-fact="vms"] dd').textContent(), '1 VM, 3 vCPUs');
    assert.equal(await facts.locator('[data-fact="lost"] dd').textContent(), 'none');
    await screenshot(vscode().page, 'trace editor');
  });

  it('counts the exits of every reason', async () => {
    const counts = await column('count');
    assert.equal(sum(counts), exitCount);
    for (const [vcpu, count] of hltExitCounts.entries()) {
      const hlt = frame.locator(`[data-testid="exits-row"][data-key="0/${vcpu}/12/HLT"]`);
      assert.equal(await hlt.locator('[data-column="count"]').textContent(), String(count));
    }
  });

  it('sorts the exits by a column', async () => {
    const table = frame.getByTestId('exits-table');
    const head = table.locator('th[data-column="count"]');

    await head.getByRole('button').click();
    await table.locator('th[data-column="count"][aria-sort="descending"]').waitFor();
    const descending = await column('count');
    assert.deepEqual(
      descending,
      descending.toSorted((left, right) => right - left),
    );

    await head.getByRole('button').click();
    await table.locator('th[data-column="count"][aria-sort="ascending"]').waitFor();
    assert.deepEqual(await column('count'), descending.toReversed());
  });

  it('shows the exits of one vCPU', async () => {
    const othersRow = frame.locator('[data-testid="exits-row"][data-key^="0/2/"]').first();

    await choose('exits-filter-vcpu', /^vCPU 1/);
    await othersRow.waitFor({ state: 'detached' });
    assert.deepEqual(new Set(await column('vcpu')), new Set([1]));

    await choose('exits-filter-vcpu', /^All/);
    await othersRow.waitFor();
  });

  it('draws the exits over time', async () => {
    const chart = frame.getByTestId('exits-chart');
    await chart.waitFor();

    assert.ok((await chart.evaluate(coloredPixelsBelowLegend)) > 500, 'bars are drawn');
  });

  it('lists every event, to the last', async () => {
    await untilEventsAre(eventCount);

    const table = frame.getByTestId('events-table');
    await table.focus();
    await table.press('End');

    await table.locator(`[aria-rowindex="${eventCount + 1}"][aria-selected="true"]`).waitFor();
  });

  it('shows the events that a filter lets through', async () => {
    await filterEvents('kvm_exit reason=HLT');

    await untilEventsAre(sum(hltExitCounts));
    // The count is there before the rows are.
    const shown = frame.getByTestId('events-row').locator('.summary');
    await shown.filter({ hasNotText: 'HLT' }).first().waitFor({ state: 'detached' });
    const summaries = await shown.allTextContents();
    assert.ok(summaries.length > 0);
    for (const summary of summaries) assert.match(summary, /HLT/);
  });

  it('says what is wrong with a filter', async () => {
    await filterEvents('kvm_exit reason=');

    await frame.getByTestId('events-filter-error').filter({ hasText: /\w/ }).waitFor();
  });

  it('explains the selected event in words', async () => {
    await filterEvents('kvm_exit reason=HLT');
    await untilEventsAre(sum(hltExitCounts));

    await frame.getByTestId('events-row').first().click();

    const detail = frame.getByTestId('event-detail');
    await detail.locator('h2', { hasText: 'kvm:kvm_exit' }).waitFor();
    assert.match((await detail.textContent()) ?? '', /HLT/);
    await screenshot(vscode().page, 'event detail');
  });

  it('keeps filter and selection while another tab is shown', async () => {
    const { page } = vscode();
    await page.keyboard.press('Control+n');
    await page.locator('.tab', { hasText: 'Untitled-1' }).waitFor();
    await page.locator('.tab', { hasText: 'sample.trace.dat' }).click();
    frame = await webviewFrame(page, 'body[data-state="complete"]');

    const field = frame.getByTestId('events-filter').locator('input');
    assert.equal(await field.inputValue(), 'kvm_exit reason=HLT');
    const detail = frame.getByTestId('event-detail');
    await detail.locator('h2', { hasText: 'kvm:kvm_exit' }).waitFor();
  });

  it('asks nothing of the network', () => {
    assert.deepEqual(vscode().refused, []);
  });

  function exitRows(): Locator {
    return frame.getByTestId('exits-row');
  }

  async function column(id: string): Promise<number[]> {
    const cells = await exitRows().locator(`[data-column="${id}"]`).allTextContents();
    return cells.map((cell) => Number(cell.replaceAll(',', '')));
  }

  async function choose(testId: string, option: RegExp): Promise<void> {
    const dropdown = frame.getByTestId(testId);
    await dropdown.click();
    await dropdown.getByRole('option', { name: option }).click();
  }

  async function untilEventsAre(count: number): Promise<void> {
    // The header is a row, too.
    await frame.locator(`[data-testid="events-table"][aria-rowcount="${count + 1}"]`).waitFor();
  }

  async function filterEvents(filter: string): Promise<void> {
    const field = frame.getByTestId('events-filter').locator('input');
    await field.fill(filter);
    await field.press('Enter');
  }
});

/** Axes and texts are grey, and the legend stands in the upper third. Runs in the page. */
function coloredPixelsBelowLegend(canvas: Element): number {
  const { width, height } = canvas as HTMLCanvasElement;
  const top = Math.floor(height / 3);
  const context = (canvas as HTMLCanvasElement).getContext('2d');
  const bytes = context?.getImageData(0, top, width, height - top).data ?? [];
  let count = 0;
  for (let at = 0; at + 3 < bytes.length; at += 4) {
    const hues = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!];
    if (Math.max(...hues) - Math.min(...hues) > 60) count++;
  }
  return count;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
