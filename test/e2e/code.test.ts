import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { openFromExplorer, pickColorTheme, webviewFrame } from '../support/workbench';
import { accessibilityViolations } from './accessibility';
import { writeSettings } from './folderSettings';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const repository = path.join(__dirname, '../..');
const sample = path.join(repository, 'sample');
const FILE = 'mixed.trace.dat';

interface HotRowJson {
  readonly symbol: string | null;
  readonly rip: string | null;
  readonly count: number;
  readonly vcpus: readonly number[];
}

describe('Hot code of guests, in VS Code', () => {
  const vscode = useVscode((folder) => {
    copyFileSync(path.join(sample, FILE), path.join(folder, FILE));
    copyFileSync(path.join(sample, 'guest.elf'), path.join(folder, 'guest.elf'));
    cpSync(path.join(sample, 'guest'), path.join(folder, 'guest'), { recursive: true });
  });
  let frame: Frame;

  it('is first what the command line names first', async () => {
    const { page } = vscode();
    await pickColorTheme(page, 'Dark Modern');
    await openFromExplorer(page, FILE);
    frame = await webviewFrame(page, 'body[data-state="complete"]');

    await frame.getByTestId('tab-code').click();

    await frame.getByTestId('symbols-lacking').getByText('VM 0: no symbols').waitFor();
    assert.deepEqual(await hottest(frame), rowTexts(commandLine()[0]!));
    await screenshot(page, 'code addresses');
  });

  it('is told by the symbols of the workspace as soon as it names some', async () => {
    const { page, folder } = vscode();
    writeSettings(folder, { 'exitscope.symbols': ['guest.elf'] });

    await frame.getByTestId('symbols-image').getByText('guest.elf').waitFor();
    await frame.getByTestId('hot-row').first().getByText('rip_hlt_helper').waitFor();

    const symbols = ['--symbols', path.join(sample, 'guest.elf')];
    assert.deepEqual(await hottest(frame), rowTexts(commandLine(...symbols)[0]!));
    await frame.getByTestId('hot-row').first().click();
    await page.keyboard.press('ArrowRight');
    const instruction = frame.locator('[data-testid=hot-row][aria-level="2"]');
    await instruction.first().getByText('guest.S:19').waitFor();
    await screenshot(page, 'code symbols');
  });

  it('names the stores that fault, with the waits that they ended', async () => {
    await choose(frame, 'code-of', 'Write faults');

    const store = frame.getByTestId('hot-row').first();
    await store.getByText('rip_store_mon').waitFor();
    assert.equal(await store.locator('[data-column=wakeups]').textContent(), '16');
    await screenshot(vscode().page, 'code stores');
    await choose(frame, 'code-of', 'Exits');
    await frame.getByTestId('hot-row').first().getByText('rip_hlt_helper').waitFor();
  });

  it('names who sends IPIs, from the vCPU that does', async () => {
    await frame.getByTestId('tab-idle').click();
    await frame
      .getByTestId('wakers-row')
      .filter({ hasText: 'IPI from' })
      .first()
      .getByTestId('code-button')
      .click();

    await frame.getByTestId('hot-count').getByText('IPI').waitFor();
    await frame.getByTestId('hot-row').first().waitFor();
    await screenshot(vscode().page, 'code ipis');
    await choose(frame, 'exits-filter-vm', 'All VMs');
    await choose(frame, 'code-of', 'Wakeups caused');
    await frame.getByTestId('hot-count').getByText('wakeup').waitFor();
    await screenshot(vscode().page, 'code wakeups');
    await choose(frame, 'code-of', 'Exits');
    await frame.getByTestId('hot-row').first().getByText('rip_hlt_helper').waitFor();
  });

  it('leads to its exits among the events', async () => {
    const row = frame.getByTestId('hot-row').first();
    const count = (await row.locator('[data-column=count]').textContent())!;
    await row.click();

    await frame.getByTestId('hot-events').click();

    await frame.getByText(new RegExp(`^${count} of [\\d,]+ events$`)).waitFor();
    assert.equal((await frame.getByTestId('events-filter-error').textContent())?.trim(), '');
  });

  it('is named beside the event that is selected', async () => {
    await frame.getByTestId('events-row').first().click();
    await frame.getByTestId('event-detail').getByText('rip_hlt_helper', { exact: true }).waitFor();
    await screenshot(vscode().page, 'code event');
  });

  it('is accessible and readable in a light theme, and in a narrow window', async () => {
    const { page } = vscode();
    await pickColorTheme(page, 'Light Modern');
    await frame.locator('body.vscode-light').waitFor();

    assert.deepEqual(await accessibilityViolations(frame), []);
    await screenshot(page, 'code light');
    await page.setViewportSize({ width: 480, height: 900 });
    await screenshot(page, 'code narrow');
    await page.setViewportSize({ width: 1400, height: 900 });
  });

  it('opens in the editor at its source line', async () => {
    const { page } = vscode();
    await frame.getByTestId('hot-row').first().focus();

    await page.keyboard.press('Enter');

    await page.locator('.tab', { hasText: 'guest.S' }).waitFor();
    await screenshot(page, 'code source');
  });

  it('asks nothing of the network', () => {
    assert.deepEqual(vscode().refused, []);
  });
});

async function choose(frame: Frame, testId: string, label: string): Promise<void> {
  await frame.getByTestId(testId).click();
  await frame.getByTestId(testId).locator('vscode-option', { hasText: label }).click();
}

function commandLine(...options: readonly string[]): readonly HotRowJson[] {
  const args = ['dist/cli.js', 'hot', path.join(sample, FILE), '--by', 'symbol', '--json'];
  const text = execFileSync(process.execPath, [...args, ...options], { cwd: repository });
  return (JSON.parse(text.toString()) as { readonly rows: readonly HotRowJson[] }).rows;
}

function rowTexts({ symbol, rip, count, vcpus }: HotRowJson): readonly string[] {
  return [symbol ?? rip!, count.toString(), vcpus.join(', ')];
}

async function hottest(frame: Frame): Promise<readonly (string | null)[]> {
  const row = frame.getByTestId('hot-row').first();
  await row.waitFor();
  const [count, vcpus] = await Promise.all(
    ['count', 'vcpus'].map((column) => row.locator(`[data-column=${column}]`).textContent()),
  );
  return [await row.locator('.code-name').textContent(), count!, vcpus!];
}
