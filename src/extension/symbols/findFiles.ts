import * as vscode from 'vscode';
import { findOnDisk, MOST_FOUND } from './findOnDisk';
import type { FoundFiles } from './findOnDisk';
import { withSlashes } from './settingPath';

/** A pattern over a whole disk must not keep a trace from being looked at. */
const MOST_MS = 5_000;

/** Files that an absolute pattern fits: in a folder that is open by VS Code's search, elsewhere by a walk. */
export async function findFiles(pattern: string): Promise<FoundFiles> {
  const folder = (vscode.workspace.workspaceFolders ?? []).find(
    ({ uri }) => uri.scheme === 'file' && pattern.startsWith(`${withSlashes(uri.fsPath)}/`),
  );
  if (folder === undefined) return findOnDisk(pattern, AbortSignal.timeout(MOST_MS));
  const inFolder = pattern.slice(withSlashes(folder.uri.fsPath).length + 1);
  const cancellation = new vscode.CancellationTokenSource();
  const timer = setTimeout(() => cancellation.cancel(), MOST_MS);
  try {
    const found = await vscode.workspace.findFiles(
      new vscode.RelativePattern(folder, inFolder),
      // null: also what the settings hide from searches, as a build's output often is.
      null,
      MOST_FOUND,
      cancellation.token,
    );
    const files = found.map(({ fsPath }) => fsPath).sort();
    const isCut = files.length >= MOST_FOUND || cancellation.token.isCancellationRequested;
    return { files, isCut };
  } finally {
    clearTimeout(timer);
    cancellation.dispose();
  }
}
