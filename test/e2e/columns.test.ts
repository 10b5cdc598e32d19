import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { openFromExplorer, pickAnswer, runCommand, webviewFrame } from '../support/workbench';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const rows = (first: number): string =>
  `when,what,v,why\n${first},kvm_exit,0,HLT\n${first + 30},kvm_entry,0,\n`;

describe('A table whose header tells nothing, in VS Code', () => {
  const vscode = useVscode((folder) => {
    writeFileSync(path.join(folder, 'first.csv'), rows(1000));
    writeFileSync(path.join(folder, 'second.csv'), rows(5000));
  });

  async function opened(name: string, selector: string): Promise<Frame> {
    const { page } = vscode();
    await openFromExplorer(page, name);
    await page.locator('.editor-instance .view-line').first().waitFor();
    await runCommand(page, 'View: Reopen Editor With...');
    await pickAnswer(page, 'Select editor for', 'Exitscope');
    return webviewFrame(page, selector);
  }

  it('is asked about, and shows its exits once its columns are named', async () => {
    const frame = await opened('first.csv', 'body[data-state="unnamed"]');
    const choose = async (column: string, label: string): Promise<void> => {
      const dropdown = frame.locator(`[data-column="${column}"] vscode-dropdown`);
      await dropdown.click();
      await dropdown.getByText(label, { exact: true }).last().click();
    };
    await choose('when', 'the time');
    await choose('what', 'the event');
    await choose('v', 'the vCPU');
    await choose('why', 'the exit reason');
    await screenshot(vscode().page, 'columns');

    await frame.getByTestId('columns-open').click();

    const exit = frame.getByTestId('exits-row');
    await exit.getByText('HLT (12)').waitFor();
    assert.match((await exit.textContent())!, /30 ns/);
  });

  it('is known by its header the next time', async () => {
    await runCommand(vscode().page, 'View: Close All Editors');

    const frame = await opened('second.csv', 'body[data-state="complete"]');

    await frame.getByTestId('exits-row').getByText('HLT (12)').waitFor();
    await frame.getByTestId('columns-change').click();
    await frame.getByTestId('columns-cancel').waitFor();
  });
});
