import * as vscode from 'vscode';
import { fileName } from './fileName';
import { viewTypeOf } from './viewTypes';

export function registerCommands(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('exitscope.openTrace', pickAndOpen),
    // From the explorer: the file under the pointer, and all that are selected.
    vscode.commands.registerCommand(
      'exitscope.openFile',
      (file: vscode.Uri, selected?: readonly vscode.Uri[]) => open(selected ?? [file]),
    ),
    vscode.commands.registerCommand('exitscope.showLog', () => log.show()),
  );
}

async function pickAndOpen(): Promise<void> {
  const picked = await vscode.window.showOpenDialog({
    title: 'Open Trace',
    openLabel: 'Open Trace',
    canSelectMany: true,
    filters: { 'trace-cmd recordings': ['dat'], 'All files': ['*'] },
  });
  await open(picked ?? []);
}

async function open(files: readonly vscode.Uri[]): Promise<void> {
  for (const file of files) {
    // Not as a preview: the second of several would replace the first.
    const options: vscode.TextDocumentShowOptions = { preview: false };
    await vscode.commands.executeCommand(
      'vscode.openWith',
      file,
      viewTypeOf(fileName(file)),
      options,
    );
  }
}
