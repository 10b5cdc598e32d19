import * as vscode from 'vscode';

/** Asks where to save, beside a recording at first; undefined: the user thought better of it. */
export async function pickSavePath(
  recording: vscode.Uri,
  name: string,
): Promise<string | undefined> {
  const picked = await vscode.window.showSaveDialog({
    title: 'Save from Exitscope',
    defaultUri: vscode.Uri.joinPath(recording, '..', name),
  });
  return picked?.fsPath;
}
