import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openFromExplorer, pickAnswer, runCommand, webviewFrame } from '../support/workbench';
import { pickFile } from './fileDialog';
import { settingsFile, writeSettings } from './folderSettings';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const sample = path.join(__dirname, '../../sample');
const recording = 'mixed.trace.dat';

describe('The source of a guest in a workspace that is not trusted', () => {
  const vscode = useVscode(
    (folder) => {
      cpSync(sample, folder, { recursive: true });
      writeSettings(folder, {
        'exitscope.symbols': ['guest.elf'],
        'exitscope.sourceMap': { '/src/idlelab': '.' },
      });
    },
    { asksForTrust: true },
  );

  it('is not looked for, whatever its settings say', async () => {
    const { page, folder } = vscode();
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await openFromExplorer(page, recording);
    const frame = await webviewFrame(page, 'body[data-state="complete"]');
    await runCommand(page, 'Exitscope: Add Guest Symbols');
    await pickFile(page, path.join(folder, 'guest.elf'));
    await frame.getByTestId('tab-code').click();
    await frame.getByTestId('hot-row').first().getByText('rip_hlt_helper').waitFor();
    await frame.getByTestId('hot-row').first().focus();

    await page.keyboard.press('Enter');

    const question = page.locator('.quick-input-widget', { hasText: 'Where is guest.S?' });
    await question.locator('.monaco-list-row').first().waitFor();
    await screenshot(page, 'untrusted source question');
    const answers = await question.locator('.label-name').allTextContents();
    assert.deepEqual(
      answers.map((answer) => answer.trim()),
      ['Browse…', 'Show Disassembly Instead'],
    );
  });

  it('is where the user says, and that is kept out of the settings', async () => {
    const { page, folder } = vscode();
    const settings = readFileSync(settingsFile(folder), 'utf8');
    await page.keyboard.press('Enter');

    await pickFile(page, path.join(folder, 'guest/guest.S'));
    await page.locator('.tab.active', { hasText: 'guest.S' }).waitFor();
    await runCommand(page, 'Exitscope: Go to Guest Code');
    await pickAnswer(page, 'Go to Guest Code', 'helper_wait');

    await page.locator('.tab.active', { hasText: 'guest.c' }).waitFor();
    assert.equal(readFileSync(settingsFile(folder), 'utf8'), settings);
    await screenshot(page, 'untrusted source');
  });
});
