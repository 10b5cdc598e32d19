import * as vscode from 'vscode';

/** Another column than that of a trace, and always the same. */
export function columnBeside(trace: vscode.Uri): vscode.ViewColumn {
  const other = vscode.window.tabGroups.all.find(
    ({ tabs }) =>
      !tabs.some(
        ({ input }) =>
          input instanceof vscode.TabInputCustom && input.uri.toString() === trace.toString(),
      ),
  );
  return other?.viewColumn ?? vscode.ViewColumn.Beside;
}
