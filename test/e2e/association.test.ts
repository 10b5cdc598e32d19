import assert from 'node:assert/strict';
import path from 'node:path';
import { copySampleTrace } from '../support/sampleTrace';
import {
  openFromExplorer,
  openWorkbench,
  pickAnswer,
  remoteUri,
  runCommand,
  webviewFrame,
} from '../support/workbench';
import { useVscode } from './useVscode';

describe('Which files open in Exitscope', () => {
  const vscode = useVscode((folder) => copySampleTrace(folder, ['trace.dat', 'other.dat']));

  it('opens trace.dat by a double click', async () => {
    const { page } = vscode();

    await openFromExplorer(page, 'trace.dat');

    await webviewFrame(page, 'body[data-state="complete"]');
  });

  it('takes over a trace that was opened before it was ready', async () => {
    const { browser, port, folder } = vscode();
    const trace = remoteUri(port, path.join(folder, 'trace.dat'));

    const { page } = await openWorkbench(browser, { port, folder, payload: [['openFile', trace]] });

    await webviewFrame(page, 'body[data-state="complete"]');
    assert.equal(await page.locator('.tabs-container .tab').count(), 1);
    await page.context().close();
  });

  it('offers itself for any .dat under Reopen Editor With', async () => {
    const { page } = vscode();
    await runCommand(page, 'View: Close All Editors');
    await openFromExplorer(page, 'other.dat');
    await page.getByText('not displayed in the text editor').waitFor();

    await runCommand(page, 'View: Reopen Editor With...');
    await pickAnswer(page, 'Select editor for', 'Exitscope');

    await webviewFrame(page, 'body[data-state="complete"]');
  });
});
