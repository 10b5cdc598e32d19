import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { copySampleTrace } from '../support/sampleTrace';
import { openFromExplorer, questionBox, runCommand, webviewFrame } from '../support/workbench';
import { acceptPath } from './acceptPath';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const recording = 'first.trace.dat';

interface FileOfNotes {
  readonly trace: { readonly name: string };
  readonly notes: readonly { readonly text: string }[];
}

describe('Notes, layouts and links in VS Code', () => {
  const vscode = useVscode((folder) => {
    copySampleTrace(folder, [recording]);
  });

  const notesFile = (): string => path.join(vscode().folder, `${recording}.exitscope.json`);

  async function opened(): Promise<Frame> {
    await openFromExplorer(vscode().page, recording);
    const frame = await webviewFrame(vscode().page, 'body[data-state="complete"]');
    await frame.getByTestId('tab-timeline').click();
    await frame.getByTestId('lane-row').nth(3).waitFor();
    return frame;
  }

  it('keeps the first note in the file that the user picks', async () => {
    const { page } = vscode();
    const frame = await opened();
    await frame.getByTestId('notes-add').click();
    await page.keyboard.type('a first look');
    await page.keyboard.press('Enter');

    // The dialog of a VS Code in a browser is a box to type into.
    await acceptPath(page, notesFile());

    await frame.getByText(`Kept in ${recording}.exitscope.json`).waitFor();
    const { trace, notes } = JSON.parse(readFileSync(notesFile(), 'utf8')) as FileOfNotes;
    assert.equal(trace.name, recording);
    assert.deepEqual(
      notes.map(({ text }) => text),
      ['a first look'],
    );
    await screenshot(page, 'notes');
  });

  it('shows what somebody else changed in the file', async () => {
    const text = readFileSync(notesFile(), 'utf8').replace('a first look', 'a second look');

    writeFileSync(notesFile(), text);

    const frame = await webviewFrame(vscode().page, '[data-testid=note]');
    await frame.getByText('a second look').waitFor();
  });

  it('finds notes and layout again when the recording is opened again', async () => {
    const { page } = vscode();
    const before = await webviewFrame(page, '[data-testid=lane-row]');
    const lane = before.locator('[data-testid=lane-row]:has([data-testid=lane-hide])').first();
    const key = await lane.getAttribute('data-key');
    await lane.hover();
    await lane.getByTestId('lane-hide').click();
    await lane.and(before.locator(`[data-key="${key}"]`)).waitFor({ state: 'detached' });
    // An edit is kept after a moment, in which a picture is taken.
    await screenshot(page, 'layout');
    await runCommand(page, 'View: Close All Editors');

    const frame = await opened();

    await frame.getByText('a second look').waitFor();
    assert.equal(await frame.locator(`[data-key="${key}"]`).count(), 0);
  });

  it('opens a link that is pasted, at its place', async () => {
    const { page } = vscode();
    const frame = await webviewFrame(page, '[data-testid=lane-row]');
    await frame.getByTestId('timeline-export').click();
    await frame.getByTestId('export-link').click();
    await frame.getByText('Link copied').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(link, /:\/\/exitscope\.exitscope\/open\?file=first\.trace\.dat&from=-?\d+&to=\d+/);
    await runCommand(page, 'View: Close All Editors');

    await runCommand(page, 'Exitscope: Open Link to a Recording');
    const box = questionBox(page, 'Open Link');
    await box.fill(link.replace(/from=.*?&to=\d+/, 'from=1000000&to=2000000'));
    await box.press('Enter');

    const shown = await webviewFrame(page, '[data-testid=lane-row]');
    await shown.getByText(/^1\.000 ms from 0\.001/).waitFor();
  });

  it('saves a picture beside the recording', async () => {
    const { page, folder } = vscode();
    const frame = await webviewFrame(page, '[data-testid=lane-row]');
    await frame.getByTestId('timeline-export').click();
    await frame.getByTestId('export-png').click();
    const file = path.join(folder, `${recording}.timeline.png`);
    await acceptPath(page, file);

    await frame.getByText(`Saved to ${recording}.timeline.png`).waitFor();
    assert.ok(existsSync(file));
    assert.deepEqual([...readFileSync(file).subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  });
});
