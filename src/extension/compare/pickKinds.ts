import * as vscode from 'vscode';
import { fileName } from '../fileName';

/** Runs to be compared: A and one or several B's, or A and B with further runs of the same kinds. */
export interface RunKinds {
  readonly files: readonly vscode.Uri[];
  readonly repeats: { readonly a: readonly vscode.Uri[]; readonly b: readonly vscode.Uri[] };
}

/** Asks what several runs are to each other; undefined: the user thought better of it. Two are A and B. */
export async function pickKinds(files: readonly vscode.Uri[]): Promise<RunKinds | undefined> {
  const each: RunKinds = { files, repeats: { a: [], b: [] } };
  if (files.length < 3) return each;
  const kinds = { label: 'Repeats of Two Kinds…', detail: 'Some are runs of A, the others of B' };
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: `Each against ${fileName(files[0]!)}`,
        detail: `${files.length - 1} comparisons with A`,
      },
      kinds,
    ],
    { title: `Compare ${files.length} Recordings` },
  );
  if (picked === undefined) return undefined;
  return picked === kinds ? pickRunsOfA(files) : each;
}

async function pickRunsOfA(files: readonly vscode.Uri[]): Promise<RunKinds | undefined> {
  const items = files.map((uri) => ({
    label: fileName(uri),
    description: vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..')),
    uri,
  }));
  const ofA = await vscode.window.showQuickPick(items, {
    title: 'Which Are Runs of A?',
    placeHolder: 'The others are runs of B',
    canPickMany: true,
  });
  if (ofA === undefined) return undefined;
  const [a, ...moreOfA] = ofA.map(({ uri }) => uri);
  const [b, ...moreOfB] = files.filter((uri) => !ofA.some((item) => item.uri === uri));
  if (a === undefined || b === undefined) {
    void vscode.window.showInformationMessage('Of each kind there must be a run.');
    return undefined;
  }
  return { files: [a, b], repeats: { a: moreOfA, b: moreOfB } };
}
