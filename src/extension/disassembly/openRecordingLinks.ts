import * as vscode from 'vscode';
import { fileName } from '../fileName';
import { listedFunction } from './disassemblyUri';

/** The link of `notOpenText`: to the recording that a disassembly is of. */
export function openRecordingLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
  const listed = listedFunction(document.uri.query);
  if (listed === undefined || document.lineCount < 2) return [];
  const { text, range } = document.lineAt(1);
  const recording = vscode.Uri.parse(listed.trace);
  if (text !== `; Open ${fileName(recording)}`) return [];
  const named = range.with(range.start.translate(0, 2));
  const link = new vscode.DocumentLink(named, recording);
  link.tooltip = 'Open the recording';
  return [link];
}
