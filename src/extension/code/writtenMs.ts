import * as vscode from 'vscode';

/** When a file was last written to; undefined: there is none, or it does not say. */
export async function writtenMs(uri: vscode.Uri): Promise<number | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).mtime;
  } catch {
    return undefined; // Who opens it is told why it cannot be read.
  }
}
