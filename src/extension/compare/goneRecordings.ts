import path from 'node:path';
import * as vscode from 'vscode';
import type { TraceEditorProvider } from '../TraceEditorProvider';

/** Recordings that are no longer where they were, and not open either: an open one is still read. */
export async function goneRecordings(
  editors: TraceEditorProvider,
  recordings: readonly vscode.Uri[],
): Promise<readonly vscode.Uri[]> {
  const areThere = await Promise.all(
    recordings.map(async (uri) => editors.documentOf(uri) !== undefined || isThere(uri)),
  );
  return recordings.filter((_, index) => !areThere[index]);
}

/** Throws where one of the recordings is gone: what needs all of them opens none. */
export async function refuseGone(
  editors: TraceEditorProvider,
  recordings: readonly vscode.Uri[],
): Promise<void> {
  const gone = await goneRecordings(editors, recordings);
  if (gone.length > 0) throw new Error(goneText(gone));
}

/** Which are gone, and what to do: first what must not be cut off in a narrow place. */
export function goneText(gone: readonly vscode.Uri[]): string {
  const [first, ...more] = [...new Set(gone.map(({ fsPath }) => fsPath))];
  const folder = path.dirname(first!);
  return more.length === 0
    ? `${path.basename(first!)} is gone: put it back into ${folder}, or compare another recording.`
    : `${[first, ...more].join(' and ')} are gone: put them back, or compare other recordings.`;
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    // What cannot be asked for says so itself once it is opened.
    return !(error instanceof vscode.FileSystemError && error.code === 'FileNotFound');
  }
}
