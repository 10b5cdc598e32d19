import assert from 'node:assert/strict';
import { appendFileSync, cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { copySample, sampleTraceName } from '../support/sampleTrace';
import {
  explorerRow,
  openFromExplorer,
  questionBox,
  reloadWindow,
  runCommand,
  webviewFrame,
} from '../support/workbench';
import { pickFromMenu } from './contextMenu';
import { pickFile } from './fileDialog';
import { screenshot } from './screenshot';
import { symbolsView } from './symbolsView';
import { useVscode } from './useVscode';

const fixtures = path.join(__dirname, '../fixtures');
const linux = 'linux.trace.dat';
const otherMap = 'other.map';

describe('Symbols of guests in VS Code', () => {
  const vscode = useVscode((folder) => {
    copySample(folder);
    cpSync(path.join(fixtures, 'pairs/ptp.host.trace.dat'), path.join(folder, linux));
    cpSync(path.join(fixtures, 'symbols/linux-6.1-other.System.map'), path.join(folder, otherMap));
  });

  const { view, row, showView } = symbolsView(() => vscode().page);
  const tab = (name: string): Locator => vscode().page.locator('.tab', { hasText: name }).first();

  async function opened(name: string): Promise<void> {
    const { page } = vscode();
    await runCommand(page, 'View: Show Explorer');
    await openFromExplorer(page, name);
    await webviewFrame(page, 'body[data-state="complete"]');
  }

  it('says what symbols are good for while there are none', async () => {
    await opened(sampleTraceName());

    await showView();

    await view().getByText('instead of addresses').waitFor();
    await row('Add Guest Symbols').waitFor();
    await screenshot(vscode().page, 'symbols none');
  });

  it('uses a file that the user picks, and shows where the guest has it', async () => {
    const { page, folder } = vscode();
    await row('Add Guest Symbols').click();

    await pickFile(page, path.join(folder, 'guest.elf'));

    await row('guest.elf').waitFor();
    const words = await row('guest.elf').textContent();
    assert.match(words ?? '', /slide 0x0 \(99\.9 %\) · where it was linked for/);
    await row('guest.elf').click();
    await page.keyboard.press('ArrowRight');
    await row('Named for this trace').waitFor();
    await row('ELF file with code and source lines').waitFor();
    await row(/7 of 7 places/).waitFor();
    await screenshot(page, 'symbols added');
  });

  it('knows the file again after the window was loaded anew', async () => {
    const { page } = vscode();
    await reloadWindow(page);
    await webviewFrame(page, 'body[data-state="complete"]');

    await showView();

    await row('guest.elf').waitFor();
    await screenshot(page, 'symbols remembered');
  });

  it('flags a file that is not what the guest ran, and does not use it', async () => {
    const { page } = vscode();
    await opened(linux);
    await runCommand(page, 'View: Show Explorer');
    await pickFromMenu(explorerRow(page, otherMap), 'Use as Symbols of the Open Trace');

    const notification = page.locator('.notification-toast', {
      hasText: `${otherMap} is not the kernel that VM 0 ran. It is not used.`,
    });
    await notification.getByRole('button', { name: 'Show', exact: true }).click();

    await row(otherMap).waitFor();
    assert.match((await row(otherMap).textContent()) ?? '', /not used/);
    await row('This is not the kernel that the guest ran').waitFor();
    assert.equal(await row(otherMap).locator('.codicon-error').count(), 1);
    await screenshot(page, 'symbols mismatch');
  });

  it('takes a file away again', async () => {
    await pickFromMenu(row(otherMap), 'Remove Guest Symbols');

    await row(otherMap).waitFor({ state: 'detached' });
    await view().getByText('instead of addresses').waitFor();
  });

  it('takes files that are dropped on the view', async () => {
    const { page } = vscode();
    await runCommand(page, 'View: Show Explorer');
    await openFromExplorer(page, otherMap);
    await tab(otherMap).waitFor();
    await showView();

    await tab(otherMap).dragTo(row('VM 0'));

    await row(otherMap).waitFor();
    await screenshot(page, 'symbols dropped');
  });

  it('takes a slide that is typed, and finds it from the exits again', async () => {
    const { page } = vscode();
    await tab(linux).click();
    await pickFromMenu(row('VM 0'), 'Choose KASLR Slide');
    await page.locator('.quick-input-list').getByText('Type a Slide').click();
    const box = questionBox(page, '0x1a00000');
    await box.fill('1a00000');
    await page.locator('.quick-input-widget').getByText('A slide is spelled').waitFor();
    await box.fill('0x1a00000');
    await box.press('Enter');

    await row(/slide \+0x1a00000 \(0\.0 %\) · as you gave it/).waitFor();
    await screenshot(page, 'symbols slide');

    await runCommand(page, 'Exitscope: Choose KASLR Slide');
    await page.locator('.quick-input-list').getByText('Find It from the Exits').click();
    await row(/not used/).waitFor();
  });

  it('tells that a file was written to under a trace, until the user accepts it', async () => {
    const { page, folder } = vscode();
    await runCommand(page, 'View: Close All Editors');
    await opened(sampleTraceName());
    await showView();
    await row('guest.elf').waitFor();

    appendFileSync(path.join(folder, 'guest.elf'), 'x');

    const changed = 'guest.elf changed since it was named for this trace: it had 22,528 bytes';
    const warning = row('guest.elf').locator('.codicon-warning');
    await warning.waitFor();
    await screenshot(page, 'symbols changed');
    await page
      .locator('.notification-toast', { hasText: changed })
      .getByRole('button', { name: 'Use as It Is Now' })
      .click();

    await warning.waitFor({ state: 'detached' });
    await row('guest.elf').waitFor();
  });

  it('tells it of a trace that is opened later', async () => {
    const { page, folder } = vscode();
    await runCommand(page, 'View: Close All Editors');
    appendFileSync(path.join(folder, 'guest.elf'), 'x');

    await opened(sampleTraceName());
    await showView();

    await row('guest.elf changed since it was named for this trace').waitFor();
  });

  it('tells where a file was that is gone', async () => {
    const { page, folder } = vscode();
    rmSync(path.join(folder, 'guest.elf'));
    await runCommand(page, 'View: Close All Editors');

    await opened(sampleTraceName());
    await showView();

    await row(`guest.elf is gone: it was ${path.join(folder, 'guest.elf')}.`).waitFor();
    await page.locator('.notification-toast', { hasText: 'guest.elf is gone' }).waitFor();
    await screenshot(page, 'symbols gone');
  });
});
