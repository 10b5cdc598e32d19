import * as vscode from 'vscode';
import type { GuestPlace } from '../../protocol/code';
import { columnBeside } from '../code/columnBeside';
import type { TraceDocument } from '../TraceDocument';
import { functionUri } from './functionUri';
import { instructionLine } from './instructionLines';

/**
 * Opens the disassembly of the function around an instruction beside the trace, and reveals the
 * instruction. false: no code is known there.
 */
export async function showDisassembly(trace: TraceDocument, place: GuestPlace): Promise<boolean> {
  const uri = await functionUri(trace, place);
  if (uri === undefined) return false;
  await showListing(uri, place.rip, columnBeside(trace.uri));
  return true;
}

/** Opens a disassembly and reveals an instruction of it. */
export async function showListing(
  uri: vscode.Uri,
  rip: string,
  viewColumn: vscode.ViewColumn,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const line = instructionLine(document.getText(), rip) ?? 0;
  const selection = new vscode.Range(line, 0, line, 0);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn,
    selection,
  });
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
