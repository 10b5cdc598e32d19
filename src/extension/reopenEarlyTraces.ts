import * as vscode from 'vscode';
import { fileName } from './fileName';
import { isRecording, traceViewType } from './viewTypes';

const doneKey = 'reopenedEarlyTraces';

/**
 * In the first window after the installation a trace can be opened before VS Code knows our editor:
 * then the text editor says that it is binary, and stays. Once only: from then on VS Code waits for
 * us, and a trace in the text editor is there because somebody wanted it so.
 */
export async function reopenEarlyTraces(state: vscode.Memento): Promise<void> {
  if (state.get(doneKey) === true) return;
  await state.update(doneKey, true);
  for (const { activeTab } of vscode.window.tabGroups.all) {
    if (activeTab !== undefined) await reopen(activeTab);
  }
}

async function reopen(tab: vscode.Tab): Promise<void> {
  if (!(tab.input instanceof vscode.TabInputText) || !isRecording(fileName(tab.input.uri))) return;
  const { viewColumn } = tab.group;
  const options: vscode.TextDocumentShowOptions = { viewColumn, preserveFocus: true };
  // Not openWith: where the user has chosen another editor for traces, VS Code keeps to it.
  await vscode.commands.executeCommand('vscode.open', tab.input.uri, options);
  const shown = tab.group.activeTab?.input;
  if (shown instanceof vscode.TabInputCustom && shown.viewType === traceViewType) {
    await vscode.window.tabGroups.close(tab, true);
  }
}
