import * as vscode from 'vscode';
import { serverOf } from './fetchDebugInfo';

/** Whether debug information may be asked for, and where. A workspace has no say in it. */
export function debuginfodSetting(): { readonly isOn: boolean; readonly urls: readonly string[] } {
  const setting = vscode.workspace.getConfiguration('exitscope.debuginfod');
  const urls = setting.get<unknown>('urls');
  return {
    isOn: setting.get<unknown>('enabled') === true && vscode.workspace.isTrusted,
    urls: Array.isArray(urls) ? urls.filter((url) => typeof url === 'string') : [],
  };
}

/** Hosts as messages name them. */
export function hostsOf(urls: readonly string[]): string {
  return urls.map((url) => serverOf(url)?.host ?? url).join(', ');
}
