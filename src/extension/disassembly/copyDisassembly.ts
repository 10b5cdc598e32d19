import * as vscode from 'vscode';
import { fileName } from '../fileName';
import type { DisassemblyDocuments } from './DisassemblyDocuments';
import { disassemblyScheme } from './disassemblyUri';
import { listingMarkdown } from './listingMarkdown';

/** Copies the selected lines with their exits, so that they can go into a report. */
export async function copyDisassembly(documents: DisassemblyDocuments): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const listing =
    editor?.document.uri.scheme === disassemblyScheme
      ? documents.listingOf(editor.document)
      : undefined;
  if (editor === undefined || listing === undefined) {
    void vscode.window.showInformationMessage('No disassembly is shown here that could be copied.');
    return;
  }
  const { start, end } = editor.selection;
  const isWithoutLast = end.character === 0 && end.line > start.line;
  const last = Math.min(
    isWithoutLast ? end.line - 1 : end.line,
    listing.disassembly.lines.length - 1,
  );
  const recording = fileName(vscode.Uri.parse(listing.listed.trace));
  const markdown = listingMarkdown(listing, { start: start.line, end: last }, recording);
  await vscode.env.clipboard.writeText(markdown);
}
