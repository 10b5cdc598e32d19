import assert from 'node:assert/strict';
import { copyFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import {
  pickAnswer,
  questionBox,
  reloadWindow,
  runCommand,
  webviewFrame,
} from '../support/workbench';
import { accessibilityViolations } from './accessibility';
import { pickForFiles } from './contextMenu';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const fixtures = path.join(__dirname, '../fixtures/traces');
const [before, after] = ['before.trace.dat', 'after.trace.dat'];
const compared = 'body[data-state="compared"]';

describe('Comparing recordings in VS Code', function () {
  this.timeout(90_000);
  const vscode = useVscode((folder) => {
    copyFileSync(path.join(fixtures, 'vmx-hlt-ipi.trace.dat'), path.join(folder, before));
    copyFileSync(path.join(fixtures, 'vmx-hlt-poll-fail.trace.dat'), path.join(folder, after));
  });

  async function comparison(page: Page): Promise<Frame> {
    return webviewFrame(page, compared);
  }

  it('starts in the explorer as the comparison of files does', async () => {
    const { page } = vscode();
    await pickForFiles(page, [before], 'Select for Compare with Exitscope');

    await pickForFiles(page, [after], 'Compare with Selected in Exitscope');

    const frame = await comparison(page);
    assert.equal(await frame.getByTestId('compare-a').textContent(), `A: ${before}`);
    assert.equal(await frame.getByTestId('compare-b').textContent(), `B: ${after}`);
    assert.ok((await frame.getByTestId('differences-table-row').count()) > 0);
    await page.getByRole('tab', { name: new RegExp(`${before} ↔ ${after}`) }).waitFor();
    await screenshot(page, 'compare');
    assert.deepEqual(await accessibilityViolations(frame), []);
  });

  it('swaps A and B without reading anything again', async () => {
    const { page } = vscode();
    const frame = await comparison(page);

    await frame.getByTestId('compare-swap').click();

    await frame.getByTestId('compare-a').getByText(`A: ${after}`).waitFor();
    await frame.locator(compared).waitFor();
    await frame.getByTestId('compare-swap').click();
    await frame.getByTestId('compare-a').getByText(`A: ${before}`).waitFor();
  });

  it('leads from a row to an example in both recordings, beside each other', async () => {
    const { page } = vscode();
    const frame = await comparison(page);

    await row(frame, 'exits by HLT, median').click();

    const [left, right] = [await timeline(page, before), await timeline(page, after)];
    for (const [shown, took] of [
      [left, /4\.\d+ ms/],
      [right, /3\d\d µs/],
    ] as const) {
      await shown.getByTestId('timeline-selection-title').getByText('HLT').waitFor();
      await shown.getByTestId('timeline-selection-words').getByText(took).first().waitFor();
      await shown.getByTestId('example-text').getByText('An example of').waitFor();
    }
    assert.equal(await columnNs(left), await columnNs(right));
    await screenshot(page, 'compare example');
  });

  it('shows the same place of the load in a recording that has no example', async () => {
    const { page } = vscode();
    await page.getByRole('tab', { name: `${before} ↔ ${after}` }).click();
    const frame = await comparison(page);

    await row(frame, 'idle by hlt-poll-miss').click();

    const [left, right] = [await timeline(page, before), await timeline(page, after)];
    await left.getByTestId('example-text').getByText('No example of').waitFor();
    await left.getByTestId('timeline-selection-title').getByText('vCPU 0').waitFor();
    await right.getByTestId('example-text').getByText('An example of').waitFor();
    await right
      .getByTestId('timeline-selection-title')
      .getByText('idle by hlt-poll-miss')
      .waitFor();
    await screenshot(page, 'compare no example');

    await right.getByTestId('example-more').click();
    await right.getByTestId('idle-periods').waitFor();
    await left.getByTestId('example-close').click();
  });

  it('shows both timelines beside each other, zoomed and panned together', async () => {
    const { page } = vscode();
    await page.getByRole('tab', { name: `${before} ↔ ${after}` }).click();
    const frame = await comparison(page);

    await frame.getByTestId('compare-timelines').click();

    const [left, right] = [await timeline(page, before), await timeline(page, after)];
    const wide = await columnNs(right);
    await left.getByTestId('timeline-stage').focus();
    for (let step = 0; step < 10; step++) await left.getByTestId('timeline-stage').press('w');
    await untilColumn(right, (ns) => ns < wide / 2);
    await screenshot(page, 'compare timelines');

    const narrow = await columnNs(left);
    for (let step = 0; step < 2; step++) await right.getByTestId('timeline-stage').press('s');
    await untilColumn(left, (ns) => ns > narrow * 1.2);
    await runCommand(page, 'Exitscope: Unlink Timelines');
  });

  it('compares an open trace with another one that is picked', async () => {
    const { page } = vscode();
    await runCommand(page, 'View: Close All Editors');

    await runCommand(page, 'Exitscope: Compare Recordings…');
    await questionBox(page, 'Recording A').fill('nothing of that name');
    await page.locator('.quick-input-list').getByText('Browse…').waitFor();
    await pickAnswer(page, 'Recording A', before);
    await pickAnswer(page, '(B)', after);

    const frame = await comparison(page);
    assert.equal(await frame.getByTestId('compare-b').textContent(), `B: ${after}`);
  });

  it('brings the comparison back when the window is loaded again', async () => {
    const { page } = vscode();
    await comparison(page);

    await reloadWindow(page);

    const frame = await comparison(page);
    assert.equal(await frame.getByTestId('compare-a').textContent(), `A: ${before}`);
  });

  it('shows what it can of A, and says what to do, once the file of B is gone', async () => {
    const { page, folder } = vscode();
    const frame = await comparison(page);
    renameSync(path.join(folder, after), path.join(folder, 'elsewhere'));

    await row(frame, 'exits by HLT, median').click();

    const left = await timeline(page, before);
    await left.getByTestId('timeline-selection-title').getByText('HLT').waitFor();
    const gone = /^after\.trace\.dat is gone: put it back into /;
    await left
      .getByTestId('example-text')
      .getByText('after.trace.dat is gone: put it back')
      .waitFor();
    await page.locator('.notification-toast').getByText(gone).waitFor();
    await page.getByRole('tab', { name: `${before} ↔ ${after}` }).click();
    const again = await comparison(page);
    await again.getByTestId('compare-timelines').click();
    await again.getByText(gone).waitFor();
    await screenshot(page, 'compare gone');
    renameSync(path.join(folder, 'elsewhere'), path.join(folder, after));
  });
});

/** The first row of the differences that has these words. */
function row(frame: Frame, words: string): Locator {
  const rows = frame.getByTestId('differences-table-row');
  return rows.filter({ hasText: words }).first().locator('button.link');
}

/** The timeline of a recording, once all of it is drawn. */
function timeline(page: Page, recording: string): Promise<Frame> {
  const shown = '[data-testid=timeline][data-complete=true]';
  return webviewFrame(page, `body:has-text("${recording}") ${shown}`);
}

async function columnNs(frame: Frame): Promise<number> {
  return Number(await frame.getByTestId('timeline').getAttribute('data-column-ns'));
}

async function untilColumn(frame: Frame, holds: (ns: number) => boolean): Promise<void> {
  const giveUpAt = Date.now() + 15_000;
  while (!holds(await columnNs(frame))) {
    assert.ok(Date.now() < giveUpAt, 'the other timeline follows within 15 s');
    await frame.evaluate(() => new Promise(requestAnimationFrame));
  }
}
