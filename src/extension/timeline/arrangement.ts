import * as vscode from 'vscode';

/** How timelines lie that are linked. */
export type Arrangement = 'sideBySide' | 'stacked';

/** As VS Code's own commands name it: 0 is beside each other, 1 above each other. */
interface EditorLayout {
  readonly orientation: 0 | 1;
  readonly groups: readonly object[];
}

const section = 'exitscope.timeline';
const key = 'arrangement';

const items: readonly (vscode.QuickPickItem & { readonly arrangement: Arrangement })[] = [
  { label: 'Side by Side', arrangement: 'sideBySide' },
  {
    label: 'Stacked',
    detail: 'One above the other: the same moment of both is on one vertical line',
    arrangement: 'stacked',
  },
];

/** Lays the groups of editors out as the user wants timelines to lie. */
export async function arrangeEditors(): Promise<void> {
  const layout = await vscode.commands.executeCommand<EditorLayout>('vscode.getEditorLayout');
  const orientation = wanted() === 'stacked' ? 1 : 0;
  if (layout.groups.length < 2 || layout.orientation === orientation) return;
  const groups = layout.groups.map(() => ({}));
  await vscode.commands.executeCommand('vscode.setEditorLayout', { orientation, groups });
}

/** Lets the user pick, keeps it for the next time, and lays out what is there. */
export async function pickArrangement(): Promise<void> {
  const now = wanted();
  const picked = await vscode.window.showQuickPick(
    items.map((item) => ({ ...item, ...(item.arrangement === now && { description: 'now' }) })),
    { title: 'Show Timelines' },
  );
  if (picked === undefined) return;
  const { Global } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration(section).update(key, picked.arrangement, Global);
  await arrangeEditors();
}

function wanted(): Arrangement {
  const set = vscode.workspace.getConfiguration(section).get<unknown>(key);
  return set === 'stacked' ? 'stacked' : 'sideBySide';
}
