import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { copySample, sampleTraceName } from '../support/sampleTrace';
import { explorerRow, openFromExplorer, runCommand, webviewFrame } from '../support/workbench';
import { pickFromMenu } from './contextMenu';
import { writeSettings } from './folderSettings';
import { screenshot } from './screenshot';
import { symbolsView } from './symbolsView';
import { useVscode } from './useVscode';

const copied = 'copied.elf';

describe('Symbols of guests in a folder that is not trusted', () => {
  const vscode = useVscode(
    (folder) => {
      copySample(folder);
      writeSettings(folder, {
        'exitscope.symbols': ['guest.elf'],
        'exitscope.debuginfod.enabled': true,
      });
      writeFileSync(path.join(folder, copied), 'no symbols');
    },
    { asksForTrust: true },
  );
  const { row, showView } = symbolsView(() => vscode().page);

  it('are not those that the folder itself names', async () => {
    const { page } = vscode();
    await openFromExplorer(page, sampleTraceName());
    await webviewFrame(page, 'body[data-state="complete"]');

    await showView();

    await row('no symbols').waitFor();
    assert.equal(await row('guest.elf').count(), 0);
    await row(
      'This folder is not trusted: files that exitscope.symbols names are left out',
    ).waitFor();
    await screenshot(page, 'symbols untrusted');
  });

  it('are those that the user names, and files without any are told', async () => {
    const { page } = vscode();
    await runCommand(page, 'View: Show Explorer');
    await pickFromMenu(explorerRow(page, copied), 'Use as Symbols of the Open Trace');
    await page.locator('.notification-toast', { hasText: `${copied} is not used` }).waitFor();

    await showView();

    await row(copied).waitFor();
    await screenshot(page, 'symbols unreadable');
  });

  it('are those of the folder once the user trusts it', async () => {
    const { page } = vscode();
    await runCommand(page, 'Workspaces: Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').getByText('Trust', { exact: true }).click();

    await row('guest.elf').waitFor();

    await screenshot(page, 'symbols trusted');
  });

  it('come from no server that the folder turns on', async () => {
    const { page } = vscode();

    await runCommand(page, 'Exitscope: Fetch Debug Information');

    await page
      .locator('.notification-toast', { hasText: 'exitscope.debuginfod.enabled is off' })
      .waitFor();
  });
});
