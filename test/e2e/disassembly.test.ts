import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { copySample } from '../support/sampleTrace';
import { objdumpFunction } from '../support/symbols/objdumpFunction';
import {
  openFromExplorer,
  pickAnswer,
  pickColorTheme,
  reloadWindow,
  runCommand,
  webviewFrame,
} from '../support/workbench';
import { untilMargin } from './disassemblyMargin';
import { writeSettings } from './folderSettings';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const recording = 'mixed.trace.dat';
const listing = readFileSync(
  path.join(__dirname, '../fixtures/symbols/lab-guest.objdump.txt'),
  'utf8',
);
/** In `apic_write`. */
const wrmsr = '0000000000100131';
/** With the class that VS Code gives its window. */
const themes = [
  { name: 'Dark Modern', drawn: 'vs-dark' },
  { name: 'Light Modern', drawn: 'vs' },
  { name: 'Dark High Contrast', drawn: 'hc-black' },
  { name: 'Light High Contrast', drawn: 'hc-light' },
];

describe('A disassembly in VS Code', () => {
  const vscode = useVscode((folder) => {
    copySample(folder);
    writeSettings(folder, { 'exitscope.symbols': ['guest.elf'] });
  });
  let page: Page;

  before(async () => {
    page = vscode().page;
    await openFromExplorer(page, recording);
    await webviewFrame(page, 'body[data-state="complete"]');
    // Half of a window for the instructions.
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  });

  async function shownAt(place: string): Promise<void> {
    await runCommand(page, 'Exitscope: Show Disassembly of Guest Code…');
    await pickAnswer(page, 'Go to Guest Code', place);
  }

  it('opens beside the trace at the hottest exit, which is a hlt', async () => {
    const frame = await webviewFrame(page, 'body[data-state="complete"]');
    await frame.getByTestId('tab-code').click();
    await frame.getByTestId('hot-row').first().getByText('rip_hlt_helper').waitFor();
    await frame.getByTestId('hot-row').first().click();
    await frame.getByTestId('hot-disassembly').click();

    const [printed] = objdumpFunction(listing, 'rip_hlt_helper');
    const hottest = line(page, printed!.address);
    await untilMargin(hottest, /188 +226 ms/);
    assert.equal(printed!.mnemonic, 'hlt');
    assert.match(await textOf(hottest), /^000000000010000e {2}f4 +hlt$/);
  });

  it('opens at an instruction that is typed, and marks where the guest left', async () => {
    await shownAt('0x100131');

    const exiting = line(page, wrmsr);
    await untilMargin(exiting, /213 +11\.7 ms.*MSR_WRITE/);
    const printed = objdumpFunction(listing, 'apic_write').find(
      ({ mnemonic }) => mnemonic === 'wrmsr',
    );
    const text = await textOf(exiting);
    assert.ok(text.includes(`${printed!.address}  ${printed!.bytes}`), text);
    await page.getByRole('tab', { name: 'apic_write (mixed.trace.dat)' }).waitFor();
  });

  it('shows how hot each instruction is', async () => {
    await shownAt('0x10058f');

    await untilMargin(line(page, '000000000010058f'), /62 +8\.31 ms/);
  });

  for (const { name, drawn } of themes) {
    it(`has margins, marks and colours in ${name}`, async () => {
      await pickColorTheme(page, name);
      await page.locator(`.monaco-workbench.${drawn}`).waitFor();
      await untilMargin(line(page, '000000000010058f'), /62 +8\.31 ms/);
      await screenshot(page, `disassembly ${name}`);
    });
  }

  it('leads from a call to the function that is called', async () => {
    await shownAt('0x10016e');
    await line(page, '000000000010016e').waitFor();

    await runCommand(page, 'Go to Definition');

    await page.getByRole('tab', { name: 'apic_write (mixed.trace.dat)', selected: true }).waitFor();
  });

  it('folds to its source lines', async () => {
    await shownAt('0x100131');
    await line(page, wrmsr).waitFor();

    await runCommand(page, 'Fold All Regions');

    await line(page, wrmsr).waitFor({ state: 'detached' });
    await line(page, 'guest.c:16').first().waitFor();
    await screenshot(page, 'disassembly folded');
    await runCommand(page, 'Unfold All');
  });

  it('explains the exits of an instruction where the pointer is', async () => {
    await line(page, wrmsr).getByText('wrmsr').hover();
    const hover = page.locator('.monaco-hover', { hasText: 'MSR_WRITE' });
    await hover.waitFor();
    await screenshot(page, 'disassembly hover');
    await page.keyboard.press('Escape');
  });

  it('is there again when the window was reloaded', async function () {
    this.timeout(120_000);
    await reloadWindow(page);
    await line(page, 'guest.c:16').first().waitFor({ timeout: 60_000 });
    await runCommand(page, 'Unfold All');

    await untilMargin(line(page, wrmsr), /11\.7 ms/);
  });

  it('leads to others of its trace, also before that was looked at', async () => {
    await line(page, 'ret').first().click();

    await shownAt('0x100185');

    await page.getByRole('tab', { name: 'timer_arm (mixed.trace.dat)' }).waitFor();
  });

  it('leads from a call to its recording, which was closed, and from there to the function', async () => {
    await shownAt('0x10016e');
    await line(page, '000000000010016e').waitFor();
    await page.getByRole('tab', { name: 'apic_write (mixed.trace.dat)' }).click();
    await runCommand(page, 'View: Close Editor');
    await page.getByRole('tab', { name: /^mixed\.trace\.dat/ }).click();
    await runCommand(page, 'View: Close Editor');
    await line(page, '000000000010016e').click();

    await runCommand(page, 'Go to Definition');

    await page.getByRole('tab', { name: 'apic_write (mixed.trace.dat)', selected: true }).waitFor();
    const link = line(page, 'Open mixed.trace.dat');
    await link.waitFor();
    await screenshot(page, 'disassembly without its recording');
    await link.getByText('mixed').click({ modifiers: ['Control'] });
    await webviewFrame(page, 'body[data-state="complete"]');
    await page.getByRole('tab', { name: 'apic_write (mixed.trace.dat)' }).click();
    await untilMargin(line(page, wrmsr), /213 +11\.7 ms/);
  });
});

/** Lines of the editor that hold a text. */
function line(page: Page, text: string): Locator {
  return page.locator('.view-line', { hasText: text });
}

/** Blanks of an editor are not those of a text. */
async function textOf(shown: Locator): Promise<string> {
  return ((await shown.textContent()) ?? '').replaceAll('\u00a0', ' ');
}
