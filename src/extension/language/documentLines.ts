import type * as vscode from 'vscode';
import type { TextLines } from '../../lines/visitLines';

/** The lines of a document, as the core takes them. */
export function documentLines(document: vscode.TextDocument): TextLines {
  return { count: document.lineCount, text: (line) => document.lineAt(line).text };
}
