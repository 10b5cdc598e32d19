import * as vscode from 'vscode';
import { fileName } from './fileName';
import { pickRecordings } from './pickRecordings';
import type { TraceEditorProvider } from './TraceEditorProvider';
import { viewTypeOf } from './viewTypes';

export function registerCommands(
  log: vscode.LogOutputChannel,
  provider: TraceEditorProvider,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('exitscope.openTrace', pickAndOpen),
    // From the explorer: the file under the pointer, and all that are selected.
    vscode.commands.registerCommand(
      'exitscope.openFile',
      (file: vscode.Uri, selected?: readonly vscode.Uri[]) => open(selected ?? [file]),
    ),
    vscode.commands.registerCommand(
      'exitscope.openTogether',
      async (file: vscode.Uri, selected: readonly vscode.Uri[] = []) => {
        const others = selected.filter((other) => other.toString() !== file.toString());
        provider.openTogether(file, others);
        await open([file]);
      },
    ),
    vscode.commands.registerCommand('exitscope.showLog', () => log.show()),
  );
}

async function pickAndOpen(): Promise<void> {
  await open(await pickRecordings('Open Recording'));
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
