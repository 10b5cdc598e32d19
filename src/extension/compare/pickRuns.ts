import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { fileName } from '../fileName';
import { pickRecordings } from '../pickRecordings';
import { runChoices } from './runChoices';

export interface PickRunsOptions {
  readonly title: string;
  /** URIs of the open recordings, and of those that were opened last. */
  readonly open: readonly string[];
  readonly recent: readonly string[];
  /** Are not offered again. */
  readonly picked: readonly vscode.Uri[];
}

interface RunItem extends vscode.QuickPickItem {
  /** undefined: another one is to be looked for. */
  readonly uri?: vscode.Uri;
}

/** Lets the user pick a recording, or several from the disk; none when the user thinks better of it. */
export async function pickRuns(options: PickRunsOptions): Promise<readonly vscode.Uri[]> {
  const { title, open, recent, picked } = options;
  const here = recent.filter((uri) => existsSync(vscode.Uri.parse(uri).fsPath));
  const choices = runChoices(
    open,
    here,
    picked.map((uri) => uri.toString()),
  );
  const itemsOf = (isOpen: boolean, label: string): RunItem[] => {
    const items = choices.filter((choice) => choice.isOpen === isOpen).map(({ uri }) => item(uri));
    const head: RunItem = { label, kind: vscode.QuickPickItemKind.Separator };
    return items.length === 0 ? [] : [head, ...items];
  };
  const chosen = await vscode.window.showQuickPick<RunItem>(
    [...itemsOf(true, 'open'), ...itemsOf(false, 'recent'), { label: 'Browse…', alwaysShow: true }],
    { title, placeHolder: 'A recording', matchOnDescription: true },
  );
  if (chosen === undefined) return [];
  return chosen.uri === undefined ? pickRecordings(title) : [chosen.uri];
}

function item(text: string): RunItem {
  const uri = vscode.Uri.parse(text);
  const folder = vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..'));
  return { label: fileName(uri), description: folder, uri };
}
