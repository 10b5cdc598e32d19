import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { traceUri, until } from './hostSupport';

const viewType = 'exitscope.trace';

/** What `activate` returns, for these tests. */
interface ExitscopeApi {
  status(): { readonly openTraces: number; readonly workers: number };
}

describe('Exitscope in the extension host', () => {
  let api: ExitscopeApi;

  before(async () => {
    const extension = vscode.extensions.getExtension<ExitscopeApi>('exitscope.exitscope');
    assert.ok(extension, 'the extension is installed');
    api = await extension.activate();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('every trace is closed', () => api.status().openTraces === 0);
  });

  it('opens a trace.dat in its own editor', async () => {
    await vscode.commands.executeCommand('vscode.open', traceUri('first.trace.dat'));

    assert.equal(activeViewType(), viewType);
    await until('the trace is open', () => api.status().openTraces === 1);
  });

  it('has several traces open at once, a worker each', async () => {
    await vscode.commands.executeCommand('vscode.open', traceUri('first.trace.dat'));
    await vscode.commands.executeCommand('vscode.open', traceUri('second.trace.dat'));

    await until('both traces are open', () => api.status().openTraces === 2);
    await until('both have a worker', () => api.status().workers === 2);
  });

  it('opens any other .dat when asked to', async () => {
    await vscode.commands.executeCommand('vscode.openWith', traceUri('other.dat'), viewType);

    assert.equal(activeViewType(), viewType);
    await until('the trace is open', () => api.status().openTraces === 1);
  });

  it('leaves any other .dat alone when not asked', async () => {
    await vscode.commands.executeCommand('vscode.open', traceUri('other.dat'));

    assert.notEqual(activeViewType(), viewType);
  });

  it('ends the worker when the editor closes', async () => {
    await vscode.commands.executeCommand('vscode.open', traceUri('first.trace.dat'));
    await until('the trace has a worker', () => api.status().workers === 1);

    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');

    await until('the worker is gone', () => api.status().workers === 0);
  });
});

function activeViewType(): string | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom ? input.viewType : undefined;
}
