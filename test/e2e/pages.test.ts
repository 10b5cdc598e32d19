import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { fixtureBytes } from '../support/openTrace';
import { openFromExplorer, pickColorTheme, webviewFrame } from '../support/workbench';
import { accessibilityViolations } from './accessibility';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

/** One vCPU waits on a page that another writes, 30 times. */
const FIXTURE = 'vmx-page-true-sharing';
const FILE = 'sharing.trace.dat';

describe('Pages that guests fault on, in VS Code', () => {
  const vscode = useVscode((folder) => {
    writeFileSync(path.join(folder, FILE), fixtureBytes(FIXTURE));
  });
  let frame: Frame;

  it('show first the page that vCPUs share, and what it is judged by', async () => {
    const { page } = vscode();
    await pickColorTheme(page, 'Dark Modern');
    await openFromExplorer(page, FILE);
    frame = await webviewFrame(page, 'body[data-state="complete"]');

    await frame.getByTestId('tab-pages').click();

    await frame.getByTestId('pages-group').first().getByText('1 contested page').waitFor();
    await frame.getByTestId('page-detail').getByText('True sharing').waitFor();
    await frame.getByTestId('line-cell').first().waitFor();
    await screenshot(page, 'pages dark');
  });

  it('lead from a fault to its event', async () => {
    await frame.getByTestId('faults-row').first().locator('[data-column=time] button').click();

    await frame.getByTestId('event-detail').locator('h2', { hasText: 'kvm:kvm_exit' }).waitFor();
    await screenshot(vscode().page, 'pages fault event');
  });

  it('lead from a page to its fault events', async () => {
    const faults = frame.getByTestId('pages-row').first().locator('[data-column=faults] button');
    const count = (await faults.textContent())!;

    await faults.click();

    const matches = frame.getByText(new RegExp(`^${count} of [\\d,]+ events$`));
    await matches.waitFor();
    assert.equal((await frame.getByTestId('events-filter-error').textContent())?.trim(), '');
  });

  it('are accessible and readable in a light theme, and in a narrow window', async () => {
    const { page } = vscode();
    await pickColorTheme(page, 'Light Modern');
    await frame.locator('body.vscode-light').waitFor();

    assert.deepEqual(await accessibilityViolations(frame), []);
    await frame.getByTestId('heat-map').scrollIntoViewIfNeeded();
    await screenshot(page, 'pages light');
    await page.setViewportSize({ width: 480, height: 900 });
    await screenshot(page, 'pages narrow');
    await page.setViewportSize({ width: 1400, height: 900 });
  });

  it('ask nothing of the network', () => {
    assert.deepEqual(vscode().refused, []);
  });
});
