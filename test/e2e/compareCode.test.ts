import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { pickAnswer, runCommand, webviewFrame } from '../support/workbench';
import { pickForFiles } from './contextMenu';
import { untilMargin } from './disassemblyMargin';
import { writeSettings } from './folderSettings';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const root = path.join(__dirname, '../..');
const [runA, runB] = ['before.trace.dat', 'after.trace.dat'];
/** In `rip_hlt`, a HLT. */
const hlt = '000000000010000a';

describe('Guest code with the exits of two runs in VS Code', function () {
  this.timeout(90_000);
  const vscode = useVscode((folder) => {
    const traces = path.join(root, 'test/fixtures/traces');
    copyFileSync(path.join(traces, 'vmx-hlt-ipi.trace.dat'), path.join(folder, runA));
    copyFileSync(path.join(traces, 'vmx-hlt-poll-fail.trace.dat'), path.join(folder, runB));
    copyFileSync(path.join(root, 'sample/guest.elf'), path.join(folder, 'guest.elf'));
    writeSettings(folder, { 'exitscope.symbols': ['guest.elf'] });
  });
  let page: Page;

  async function comparison(): Promise<Frame> {
    return webviewFrame(page, 'body[data-state="compared"]');
  }

  before(async () => {
    page = vscode().page;
    await pickForFiles(page, [runA], 'Select for Compare with Exitscope');
    await pickForFiles(page, [runB], 'Compare with Selected in Exitscope');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  });

  it('opens from a row of a function beside the comparison, at its hottest instruction', async () => {
    const frame = await comparison();

    await frame
      .getByTestId('differences-table-row')
      .filter({ hasText: 'rip_hlt' })
      .first()
      .getByTestId('difference-code')
      .click();

    const line = page.locator('.view-line', { hasText: hlt });
    await untilMargin(line, /A +100 +407 ms +\| B +80 +79\.4 ms +\| \+6\d\d\/s/);
    await page.getByRole('tab', { name: `_start (${runA} ↔ ${runB})`, selected: true }).waitFor();
    const own = new RegExp(`^${runA} ↔ ${runB}`);
    await page.getByRole('tab', { name: own, selected: true }).waitFor();
    await screenshot(page, 'compare disassembly');
  });

  it('explains the exits of both runs where the pointer is', async () => {
    await page.locator('.view-line', { hasText: hlt }).getByText('hlt').hover();

    const hover = page.locator('.monaco-hover', { hasText: 'of load' });
    await hover.getByText('HLT').first().waitFor();
    await screenshot(page, 'compare disassembly hover');
    await page.keyboard.press('Escape');
  });

  it('opens of a function that is picked', async () => {
    await page.getByRole('tab', { name: `${runA} ↔ ${runB}`, exact: true }).click();
    await comparison();

    await runCommand(page, 'Exitscope: Show Disassembly with Both Runs…');
    await pickAnswer(page, 'A function with exits', 'send_ipi');

    await page.getByRole('tab', { name: `send_ipi (${runA} ↔ ${runB})` }).waitFor();
  });
});
