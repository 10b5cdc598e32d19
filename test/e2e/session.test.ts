import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { openFromExplorer, runCommand, webviewFrame } from '../support/workbench';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const pairs = path.join(__dirname, '../fixtures/pairs');

describe('Several recordings as one session in VS Code', () => {
  const vscode = useVscode((folder) => {
    for (const name of ['host.trace.dat', 'guest.trace.dat']) {
      cpSync(path.join(pairs, `ptp.${name}`), path.join(folder, name));
    }
  });

  async function opened(): Promise<Frame> {
    await openFromExplorer(vscode().page, 'host.trace.dat');
    return webviewFrame(vscode().page, 'body[data-state="complete"]');
  }

  const recordings = (frame: Frame) => frame.getByTestId('recording');

  it('adds the guest’s recording that lies beside the host’s, and checks its clock', async () => {
    const frame = await opened();
    await frame.getByText('guest.trace.dat was made together with this recording').click();

    await frame.getByTestId('recording-nearby').click();

    const cells = recordings(frame).nth(1).locator('tbody tr').nth(1).locator('td');
    await cells.first().waitFor();
    assert.deepEqual((await cells.allTextContents()).slice(0, 4), [
      '1',
      '1205',
      '245',
      '82 (33.5 %)',
    ]);
    await screenshot(vscode().page, 'session');
  });

  it('knows them together when the host’s is opened again', async () => {
    await runCommand(vscode().page, 'View: Close All Editors');

    const frame = await opened();

    await frame.getByText('2 recordings', { exact: true }).waitFor();
  });

  it('moves the guest’s clock by what its events say', async () => {
    const frame = await opened();
    await frame.getByTestId('recordings-toggle').click();

    await frame.getByRole('button', { name: /^Move by −1\d\d\.\d µs/ }).click();

    await recordings(frame)
      .getByText(/as you said/)
      .waitFor();
    const outside = recordings(frame).nth(1).locator('tbody td:nth-child(4)');
    assert.equal((await outside.allTextContents())[1], '0 (0 %)');
  });
});
