import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Frame, Page } from 'playwright-core';
import { offlineContext } from '../support/chromium';
import {
  openFromExplorer,
  pickAnswer,
  questionBox,
  reloadWindow,
  runCommand,
  webviewFrame,
} from '../support/workbench';
import { accessibilityViolations } from './accessibility';
import { acceptPath } from './acceptPath';
import { pickForFiles } from './contextMenu';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const fixtures = path.join(__dirname, '../fixtures/traces');
const [base, head, again] = ['base.trace.dat', 'head.trace.dat', 'head-2.trace.dat'];

describe('Ways into a comparison in VS Code, and out of it', function () {
  this.timeout(120_000);
  const vscode = useVscode((folder) => {
    copyFileSync(path.join(fixtures, 'vmx-hlt-ipi.trace.dat'), path.join(folder, base));
    for (const name of [head, again]) {
      copyFileSync(path.join(fixtures, 'vmx-hlt-poll-fail.trace.dat'), path.join(folder, name));
    }
  });
  let page: Page;

  before(() => {
    page = vscode().page;
  });

  function comparison(): Promise<Frame> {
    return webviewFrame(page, 'body[data-state="compared"]');
  }

  it('compares several files that are selected, each with the first', async () => {
    await pickForFiles(page, [base, again, head], 'Compare Selected with Exitscope');
    await pickAnswer(page, 'Compare 3 Recordings', 'Each against');

    const frame = await comparison();
    assert.match((await frame.getByTestId('compare-a').textContent()) ?? '', /^A: /);
    await frame.getByTestId('compare-pair').click();
    assert.equal(await frame.getByTestId('compare-pair').locator('vscode-option').count(), 2);
    await screenshot(page, 'compare several');
    await runCommand(page, 'View: Close All Editors');
  });

  it('compares two kinds of several runs, as long as they are left in', async () => {
    await pickForFiles(page, [base, again, head], 'Compare Selected with Exitscope');
    await pickAnswer(page, 'Compare 3 Recordings', 'Repeats of Two Kinds');
    await questionBox(page, 'Which Are Runs of A?').waitFor();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: base }).click();
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();

    const frame = await comparison();
    assert.equal(await frame.getByTestId('compare-a').textContent(), `A: ${base}`);
    assert.equal(await frame.getByTestId('repeat-b').count(), 1);
    await screenshot(page, 'compare repeats');
    assert.deepEqual(await accessibilityViolations(frame), []);
  });

  it('has the repeats again when the window is loaded again', async () => {
    await reloadWindow(page);

    const frame = await comparison();
    await frame.getByTestId('repeat-b').waitFor();
  });

  for (const { format, ending, holds } of [
    { format: 'markdown', ending: 'md', holds: /^# base\.trace\.dat against / },
    { format: 'json', ending: 'json', holds: /"schema": ?"exitscope\.compare/ },
    { format: 'html', ending: 'html', holds: /^<!doctype html>/i },
  ]) {
    it(`saves its report as ${format} to a file that is picked`, async () => {
      const frame = await comparison();
      await frame.getByTestId('compare-save').click();
      await frame.getByTestId(`compare-save-${format}`).click();

      const file = path.join(vscode().folder, `comparison.${ending}`);
      await acceptPath(page, file);

      await frame.getByText(`Saved to ${file}`).waitFor();
      assert.match(readFileSync(file, 'utf8'), holds);
    });
  }

  it('saved a page that opens anywhere', async () => {
    const { browser, folder } = vscode();
    const { context, refused } = await offlineContext(browser, {});
    const report = await context.newPage();
    await report.goto(pathToFileURL(path.join(folder, 'comparison.html')).href);

    await report.getByText('idle by hlt-poll-miss').first().waitFor();
    assert.deepEqual(refused, []);
    await screenshot(report, 'compare report');
    await context.close();
  });

  it('begins in the title of an open recording', async () => {
    await runCommand(page, 'View: Close All Editors');
    await openFromExplorer(page, head);
    await webviewFrame(page, 'body[data-state="complete"]');

    await page
      .locator('.editor-actions')
      .getByRole('button', { name: /^Compare with/ })
      .click();
    await pickAnswer(page, 'A recording', base);

    const frame = await comparison();
    assert.equal(await frame.getByTestId('compare-a').textContent(), `A: ${head}`);
    assert.equal(await frame.getByTestId('compare-b').textContent(), `B: ${base}`);
  });
});
