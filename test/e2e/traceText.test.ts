import assert from 'node:assert/strict';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { copyExcerpt } from '../support/excerptText';
import { openFromExplorer, pickColorTheme, runCommand, webviewFrame } from '../support/workbench';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const themes = ['Dark Modern', 'Light Modern', 'Dark High Contrast'];

describe('A trace text in VS Code', () => {
  const vscode = useVscode((folder) => {
    copyExcerpt('vmx-hlt-ipi.report', path.join(folder, 'guest.trace.txt'));
  });
  let page: Page;

  before(async () => {
    page = vscode().page;
    await openFromExplorer(page, 'guest.trace.txt');
    await word(page, 'EPT_VIOLATION').waitFor();
  });

  for (const theme of themes) {
    it(`has exit reasons in colours of their class in ${theme}`, async () => {
      await pickColorTheme(page, theme);
      const colours = new Map<string, string>();
      for (const text of ['HLT', 'EPT_VIOLATION', 'MSR_WRITE', 'EXTERNAL_INTERRUPT', 'info']) {
        colours.set(text, await word(page, text).evaluate((span) => getComputedStyle(span).color));
      }
      await screenshot(page, `trace text ${theme}`);

      assert.equal(new Set(colours.values()).size, colours.size, JSON.stringify([...colours]));
    });
  }

  it('explains an exit where the pointer is', async () => {
    await word(page, 'HLT').hover();
    const hover = page.locator('.monaco-hover', { hasText: 'HLT (12) at 0x10000a' });
    await hover.waitFor();

    assert.match((await hover.textContent()) ?? '', /enters again 3\.148 ms later/);
    await screenshot(page, 'trace text hover');
    await page.keyboard.press('Escape');
  });

  it('has an outline by vCPU', async () => {
    await runCommand(page, 'Explorer: Focus on Outline View');
    const outline = page.locator('.outline-tree');
    await outline.getByText('vCPU 0 · CPU 0/KVM-231').waitFor();
    await outline.getByText('6 exits').waitFor();
    await screenshot(page, 'trace text outline');
  });

  it('shows the event of a line in the trace editor', async () => {
    await word(page, 'HLT').click();
    await runCommand(page, 'Exitscope: Show This Event in Exitscope');

    const frame = await webviewFrame(page, 'body[data-state="complete"]');
    await frame.getByTestId('event-detail').getByText('HLT (12)').first().waitFor();
    await screenshot(page, 'trace text event');
  });

  it('is explained in a text beside it', async () => {
    await runCommand(page, 'View: Close All Editors');
    await openFromExplorer(page, 'guest.trace.txt');
    await word(page, 'EPT_VIOLATION').waitFor();
    await runCommand(page, 'Exitscope: Explain This Excerpt');

    await page.getByText('What the lines do not tell').waitFor();
    await screenshot(page, 'trace text explained');
  });
});

/** The first place where a word of its own colour stands in the editor. */
function word(page: Page, text: string) {
  return page.locator('.view-line span span', { hasText: new RegExp(`^\\s*${text}\\s*$`) }).first();
}
