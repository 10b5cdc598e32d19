import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import {
  openFromExplorer,
  pickColorTheme,
  pickAnswer,
  questionBox,
  runCommand,
  webviewFrame,
} from '../support/workbench';
import { settingsFile, writeSettings } from './folderSettings';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const sample = path.join(__dirname, '../../sample');
const recording = 'mixed.trace.dat';

describe('The source of a guest in VS Code', () => {
  // The sources are deeper than they were built: which tree they are of must be asked.
  const vscode = useVscode((folder) => {
    writeSettings(folder, { 'exitscope.symbols': ['guest.elf'] });
    for (const name of [recording, 'guest.elf']) {
      cpSync(path.join(sample, name), path.join(folder, name));
    }
    for (const name of ['guest', 'vmm']) {
      cpSync(path.join(sample, name), path.join(folder, 'lab', name), { recursive: true });
    }
  });
  let frame: Frame;

  it('is asked for once, and shown at the line of the hottest exit', async () => {
    const { page, folder } = vscode();
    await pickColorTheme(page, 'Dark Modern');
    await openFromExplorer(page, recording);
    frame = await webviewFrame(page, 'body[data-state="complete"]');
    await frame.getByTestId('tab-code').click();
    await frame.getByTestId('hot-row').first().getByText('rip_hlt_helper').waitFor();
    await frame.getByTestId('hot-row').first().focus();

    await page.keyboard.press('Enter');
    const question = page.locator('.quick-input-widget', { hasText: 'Where is guest.S?' });
    await question.locator('.monaco-list-row').first().waitFor();
    await screenshot(page, 'guest source question');
    await pickAnswer(page, 'Where is guest.S?', 'guest.S');

    await untilOnLine(page, 'guest.S', 19);
    await lensOf(page, '188 exits · 226 ms · all HLT').waitFor();
    await marksOf(page).first().waitFor({ state: 'attached' });
    await screenshot(page, 'guest source');
    const settings = JSON.parse(readFileSync(settingsFile(folder), 'utf8')) as object;
    assert.deepEqual(settings, {
      'exitscope.symbols': ['guest.elf'],
      'exitscope.sourceMap': { '/src/idlelab': 'lab' },
    });
  });

  it('is shown without a question from then on, in the same column', async () => {
    const { page } = vscode();

    await runCommand(page, 'Exitscope: Go to Guest Code');
    await pickAnswer(page, 'Go to Guest Code', 'helper_wait');

    await untilOnLine(page, 'guest.c', 93);
    assert.equal(await page.locator('.editor-group-container').count(), 2);
  });

  it('is gone to by the name of a function that has no exits', async () => {
    const { page } = vscode();

    await runCommand(page, 'Exitscope: Go to Guest Code');
    const input = questionBox(page, 'Go to Guest Code');
    await input.fill('timer_arm+0x5');
    await input.press('Enter');

    await untilOnLine(page, 'guest.c', 25);
    await runCommand(page, 'Exitscope: Go to Guest Code');
    // The list has rip_port_out, which has exits.
    await input.fill('port_out');
    await input.press('Enter');
    await untilOnLine(page, 'guest.S', 71);
    await runCommand(page, 'Exitscope: Go to Guest Code');
    await pickAnswer(page, 'Go to Guest Code', 'helper_wait');
    await untilOnLine(page, 'guest.c', 93);
  });

  it('tells the exits of a line by reason', async () => {
    const { page } = vscode();
    await lensOf(page, 'exits').waitFor();
    await page.locator('.view-line:visible', { hasText: 'want) {' }).first().hover();

    const hover = page.locator('.monaco-hover', { hasText: 'Exits of this line' });
    await hover.getByText('EPT_VIOLATION').first().waitFor();
    await hover.getByText('Show in the Timeline').waitFor();
    await screenshot(page, 'guest source c');
    await page.keyboard.press('Escape');
  });

  it('is readable in a light theme and in high contrast', async () => {
    const { page } = vscode();
    for (const theme of ['Light Modern', 'Dark High Contrast']) {
      await pickColorTheme(page, theme);
      await lensOf(page, '103 exits').waitFor();
      await screenshot(page, `guest source ${theme}`);
    }
  });

  it('leads back to the exits in the timeline', async () => {
    const { page } = vscode();

    await lensOf(page, '103 exits').click();

    await frame.locator('#view-timeline').waitFor();
    await frame.getByText(/^103 of 14,040/).waitFor();
    await screenshot(page, 'guest source timeline');
  });

  it('has nothing of a recording that is closed', async () => {
    const { page } = vscode();
    await page.locator('.tab', { hasText: recording }).click();

    await runCommand(page, 'View: Close Editor');

    await lensOf(page, 'exits').waitFor({ state: 'detached' });
    assert.equal(await marksOf(page).count(), 0);
  });
});

function lensOf(page: Page, text: string): Locator {
  return page.locator('.codelens-decoration a:visible', { hasText: text }).first();
}

/** What is told at the end of lines: drawn by styles, so that it is no text of the page. */
function marksOf(page: Page): Locator {
  return page.locator('.editor-instance .view-line [class*="ced-"]');
}

async function untilOnLine(page: Page, file: string, line: number): Promise<void> {
  await page.locator('.tab.active', { hasText: file }).waitFor();
  await page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();
}
