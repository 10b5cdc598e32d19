import * as vscode from 'vscode';

/**
 * The column for what belongs to a trace: the one beside it, always the same. From the trace's own
 * place, wherever the focus is: `ViewColumn.Beside` would open one more column each time that what is
 * beside it has the focus.
 */
export function columnBeside(trace: vscode.Uri): vscode.ViewColumn {
  const groups = vscode.window.tabGroups.all;
  const own = columnOf(trace);
  if (own === undefined) return vscode.ViewColumn.Active;
  const others = groups.map(({ viewColumn }) => viewColumn).filter((column) => column !== own);
  return others.find((column) => column > own) ?? others.at(-1) ?? vscode.ViewColumn.Beside;
}

/** Where a trace has its tab; undefined: it has none. */
export function columnOf(trace: vscode.Uri): vscode.ViewColumn | undefined {
  const wanted = trace.toString();
  const groups = vscode.window.tabGroups.all.filter(({ tabs }) =>
    tabs.some(
      ({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === wanted,
    ),
  );
  const isShown = ({ activeTab }: vscode.TabGroup): boolean =>
    activeTab?.input instanceof vscode.TabInputCustom && activeTab.input.uri.toString() === wanted;
  return (groups.find(isShown) ?? groups[0])?.viewColumn;
}
