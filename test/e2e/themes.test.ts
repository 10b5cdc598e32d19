import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { copySampleTrace } from '../support/sampleTrace';
import { openFromExplorer, pickColorTheme, webviewFrame } from '../support/workbench';
import { accessibilityViolations } from './accessibility';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const themes = [
  { name: 'Light Modern', bodyClass: 'vscode-light' },
  { name: 'Dark Modern', bodyClass: 'vscode-dark' },
  { name: 'Dark High Contrast', bodyClass: 'vscode-high-contrast' },
  { name: 'Light High Contrast', bodyClass: 'vscode-high-contrast-light' },
];

describe('The trace editor in every kind of theme', () => {
  const vscode = useVscode((folder) => copySampleTrace(folder, ['sample.trace.dat']));
  let frame: Frame;

  before(async () => {
    await openFromExplorer(vscode().page, 'sample.trace.dat');
    frame = await webviewFrame(vscode().page, 'body[data-state="complete"]');
    await frame.getByTestId('exits-row').first().waitFor();
  });

  for (const { name, bodyClass } of themes) {
    it(`is accessible in ${name}`, async () => {
      await pickColorTheme(vscode().page, name);
      await frame.locator(`body.${bodyClass}`).waitFor();

      assert.deepEqual(await accessibilityViolations(frame), []);
      await screenshot(vscode().page, `theme ${name}`);
    });
  }
});
