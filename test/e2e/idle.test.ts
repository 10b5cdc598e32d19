import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { fixtureBytes } from '../support/openTrace';
import { openFromExplorer, pickColorTheme, runCommand, webviewFrame } from '../support/workbench';
import { accessibilityViolations } from './accessibility';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

/** Two vCPUs that halt and wait by MWAIT; events were lost. */
const FIXTURE = 'vmx-lost-events';
const FILE = 'idle.trace.dat';

describe('Idle periods in VS Code', () => {
  const vscode = useVscode((folder) => {
    writeFileSync(path.join(folder, FILE), fixtureBytes(FIXTURE));
  });
  let frame: Frame;

  it('has views that say what to do while no recording is open', async () => {
    const { page } = vscode();

    await page.locator('.activitybar [aria-label="Exitscope"]').first().click();

    await view('vCPUs').getByText('Open Recording').waitFor();
    await view('Findings').getByText('What stands out in the recording').waitFor();
    await screenshot(page, 'idle views empty');
  });

  it('shows where the time of every vCPU went', async () => {
    const { page } = vscode();
    await pickColorTheme(page, 'Dark Modern');
    await runCommand(page, 'View: Show Explorer');
    await openFromExplorer(page, FILE);
    frame = await webviewFrame(page, 'body[data-state="complete"]');

    await frame.getByTestId('tab-idle').click();

    await frame.getByTestId('ledger-row').first().waitFor();
    await frame.getByTestId('periods-row').first().waitFor();
    await screenshot(page, 'idle dark');
  });

  it('leads from a number to the periods, and from a period to its event', async () => {
    await frame
      .getByTestId('strategies-row')
      .first()
      .locator('[data-column=periods] button')
      .click();
    await frame.getByTestId('periods-chosen').getByText('Only').waitFor();

    await frame.getByTestId('periods-row').first().locator('[data-column=start] button').click();

    await frame.getByTestId('event-detail').locator('h2', { hasText: 'kvm:kvm_exit' }).waitFor();
    await frame.locator('.events-row.cursor').waitFor();
    await screenshot(vscode().page, 'idle period event');
  });

  it('leads from a state of a vCPU to its events', async () => {
    const { page } = vscode();
    await frame.getByTestId('ledger-row').first().locator('[data-column=guest] button').click();

    // The field shows the filter a moment after the click.
    const field = frame.getByTestId('events-filter').locator('input');
    await frame.waitForFunction(
      (input) => (input as HTMLInputElement).value !== '',
      await field.elementHandle(),
    );
    assert.match(await field.inputValue(), /^event=kvm_entry,kvm_exit vm=\d+ vcpu=\d+$/);
    await frame.getByTestId('events-row').first().waitFor();
    assert.equal((await frame.getByTestId('events-filter-error').textContent())?.trim(), '');
    await screenshot(page, 'idle state events');
  });

  it('lists vCPUs and findings in trees beside the editor', async () => {
    const { page } = vscode();
    await page.locator('.activitybar [aria-label^="Exitscope"]').first().click();

    await treeRow('vCPUs', 'vCPU 0').first().waitFor();
    await treeRow('Findings', 'MWAIT as a NOP').waitFor();
    await screenshot(page, 'idle trees');
  });

  it('shows a vCPU of the tree in the page', async () => {
    await frame.getByTestId('tab-exits').click();

    await treeRow('vCPUs', 'vCPU 0').first().click();

    await frame.locator('[data-testid=tab-idle][aria-selected=true]').waitFor();
    await frame.getByTestId('ledger-row').nth(1).waitFor({ state: 'detached' });
  });

  it('jumps from a finding to its evidence', async () => {
    await treeRow('Findings', 'MWAIT as a NOP').click();

    await frame.getByTestId('event-detail').locator('h2', { hasText: 'kvm:kvm_exit' }).waitFor();
    await frame
      .getByTestId('event-detail')
      .getByText(/MWAIT|MONITOR/)
      .first()
      .waitFor();
  });

  it('lists the findings as problems of the recording, with a link to the evidence', async () => {
    const { page } = vscode();
    await runCommand(page, 'Problems: Focus on Problems View');

    const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'MWAIT as a NOP' });
    await problem.first().waitFor();
    await screenshot(page, 'idle problems');
    const field = frame.getByTestId('events-filter').locator('input');
    await field.fill('kvm_entry');
    await field.press('Enter');

    await problem.first().getByText('mwait-nop').click();

    await frame.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[data-testid=events-filter]')?.value === '',
    );
    await runCommand(page, 'View: Hide Panel');
  });

  it('is accessible and readable in a light theme, and in a narrow window', async () => {
    const { page } = vscode();
    await pickColorTheme(page, 'Light Modern');
    await frame.locator('body.vscode-light').waitFor();

    assert.deepEqual(await accessibilityViolations(frame), []);
    await screenshot(page, 'idle light');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await page.setViewportSize({ width: 480, height: 900 });
    await screenshot(page, 'idle narrow');
    await page.setViewportSize({ width: 1400, height: 900 });
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  });

  it('takes trees and problems away with the editor', async () => {
    const { page } = vscode();
    await runCommand(page, 'View: Close All Editors');

    await view('vCPUs').getByText('Open Recording').waitFor();
    await treeRow('Findings', 'MWAIT as a NOP').waitFor({ state: 'detached' });
  });

  it('asks nothing of the network', () => {
    assert.deepEqual(vscode().refused, []);
  });

  function view(title: string): Locator {
    return vscode().page.locator('.pane', {
      has: vscode().page.locator(`.pane-header[aria-label^="${title}"]`),
    });
  }

  function treeRow(title: string, text: string): Locator {
    return view(title).locator('.monaco-list-row', { hasText: text });
  }
});
