import * as vscode from 'vscode';
import { findOnDisk, MOST_FOUND } from './findOnDisk';
import type { FoundFiles } from './findOnDisk';
import { withSlashes } from './settingPath';

/** Files that an absolute pattern fits: in a folder that is open by VS Code's search, elsewhere by a walk. */
export async function findFiles(pattern: string, stop: AbortSignal): Promise<FoundFiles> {
  const folder = (vscode.workspace.workspaceFolders ?? []).find(
    ({ uri }) => uri.scheme === 'file' && pattern.startsWith(`${withSlashes(uri.fsPath)}/`),
  );
  if (folder === undefined) return findOnDisk(pattern, stop);
  const inFolder = pattern.slice(withSlashes(folder.uri.fsPath).length + 1);
  const cancellation = new vscode.CancellationTokenSource();
  const cancel = (): void => cancellation.cancel();
  stop.addEventListener('abort', cancel);
  if (stop.aborted) cancel();
  try {
    const found = await vscode.workspace.findFiles(
      new vscode.RelativePattern(folder, inFolder),
      // null: also what the settings hide from searches, as a build's output often is.
      null,
      MOST_FOUND,
      cancellation.token,
    );
    const files = found.map(({ fsPath }) => fsPath).sort();
    const isCut = files.length >= MOST_FOUND || stop.aborted;
    return { files, isCut };
  } finally {
    stop.removeEventListener('abort', cancel);
    cancellation.dispose();
  }
}
