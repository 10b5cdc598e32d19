import assert from 'node:assert/strict';
import { copySampleTrace } from '../support/sampleTrace';
import { openFromExplorer, webviewFrame } from '../support/workbench';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

describe('What a recording can tell, in VS Code', () => {
  const vscode = useVscode((folder) => copySampleTrace(folder, ['sample.trace.dat']));

  it('is said with what is missing, and a line to record it that can be pasted', async () => {
    const { page } = vscode();
    await openFromExplorer(page, 'sample.trace.dat');
    const frame = await webviewFrame(page, 'body[data-state="complete"]');

    await frame.getByTestId('coverage-toggle').click();

    const exits = frame.locator('[data-analysis=exits]');
    assert.match((await exits.textContent())!, /Tells how often each vCPU left guest mode/);
    const line = frame.locator('.record-line code').first();
    assert.match((await line.textContent())!, /^trace-cmd record -i -C mono /);
    await screenshot(page, 'coverage');
  });
});
