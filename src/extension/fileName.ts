import path from 'node:path';
import type * as vscode from 'vscode';

/** Name of a file without its folder, as messages and titles show it. */
export function fileName(uri: vscode.Uri): string {
  return path.posix.basename(uri.path);
}
