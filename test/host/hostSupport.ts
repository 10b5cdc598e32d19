import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

/** A file of the folder that is open. */
export function traceUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function until(what: string, holds: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > giveUpAt) assert.fail(`Not within 30 s: ${what}.`);
    await sleep(25);
  }
}
