import * as vscode from 'vscode';

/** Lets the user pick recordings; none when the user thinks better of it. */
export async function pickRecordings(
  title: string,
  folder?: vscode.Uri,
): Promise<readonly vscode.Uri[]> {
  const picked = await vscode.window.showOpenDialog({
    title,
    openLabel: title,
    canSelectMany: true,
    filters: { Recordings: ['dat', 'data', 'txt', 'log', 'csv'], 'All files': ['*'] },
    ...(folder && { defaultUri: folder }),
  });
  return picked ?? [];
}
