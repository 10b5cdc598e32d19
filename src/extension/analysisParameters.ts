import * as vscode from 'vscode';

/** What users set of the analyses' parameters, as they wrote it. */
export function analysisParameters(): Readonly<Record<string, unknown>> {
  const setting = vscode.workspace.getConfiguration('exitscope').get<unknown>('parameters');
  return typeof setting === 'object' && setting !== null ? { ...setting } : {};
}
