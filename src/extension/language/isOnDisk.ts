import type * as vscode from 'vscode';

/** Whether the trace editor can read the file itself: in ranges, not as what VS Code holds of it. */
export function isOnDisk(uri: vscode.Uri): boolean {
  return uri.scheme === 'file';
}
