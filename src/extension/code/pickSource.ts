import * as vscode from 'vscode';
import { baseName } from '../../base/baseName';
import type { SourceCandidate } from './sourceCandidates';
import type { SourceFileInWorkspace } from './WorkspaceSources';

/** What the user says of a source file; undefined: nothing. */
export type PickedSource = vscode.Uri | 'disassembly' | undefined;

type Candidates = readonly SourceCandidate<SourceFileInWorkspace>[];

/** Most that are listed: whoever has more finds it sooner by browsing. */
const MOST_LISTED = 50;

/** Asks which file of this machine one of debug information is. `hint`: a sentence on what else to know. */
export async function pickSource(
  file: string,
  hint: string,
  candidates: Candidates,
): Promise<PickedSource> {
  const name = baseName(file);
  const browse = { label: '$(folder-opened) Browse…' };
  const disassembly = { label: '$(file-binary) Show Disassembly Instead' };
  const files = candidates.slice(0, MOST_LISTED).map(({ file: { uri, relativePath } }) => ({
    label: name,
    description: relativePath,
    uri,
  }));
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { uri?: vscode.Uri }>(
    [...files, browse, disassembly],
    {
      title: `Where is ${name}? (debug information says ${file})`,
      placeHolder: [hint, 'The answer holds for all files of its build directory.']
        .filter((sentence) => sentence !== '')
        .join(' '),
      matchOnDescription: true,
    },
  );
  if (picked === disassembly) return 'disassembly';
  if (picked === browse) return browseFor(name);
  return picked?.uri;
}

async function browseFor(name: string): Promise<vscode.Uri | undefined> {
  const files = await vscode.window.showOpenDialog({ title: `Where is ${name}?` });
  return files?.[0];
}
