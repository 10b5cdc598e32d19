import { setImmediate as settled } from 'node:timers/promises';
import type * as vscode from 'vscode';
import type { Pace, TextLines } from '../../lines/visitLines';

/** The lines of a document, as the core takes them. */
export function documentLines(document: vscode.TextDocument): TextLines {
  return { count: document.lineCount, text: (line) => document.lineAt(line).text };
}

/** Lets the extension host do other work between two slices, and stops when nobody waits any more. */
export function paceOf(token: vscode.CancellationToken): Pace {
  return { isCancelled: () => token.isCancellationRequested, breathe: () => settled() };
}
