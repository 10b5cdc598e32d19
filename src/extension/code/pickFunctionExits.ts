import * as vscode from 'vscode';
import type { CodeFunction } from '../../protocol/code';
import type { ShowExits } from './codeCommands';
import { exitsOfFunction } from './exitFilter';
import { sumTexts } from './exitTexts';
import { functionsAt } from './functionsAt';
import type { SourceExits } from './SourceExits';
import type { KnownCode } from './TraceCode';

/** The exits of the function under the cursor; asks which one where that is not sure. */
export async function pickFunctionExits(exits: SourceExits): Promise<ShowExits | undefined> {
  const editor = vscode.window.activeTextEditor;
  const known = editor === undefined ? undefined : await exits.of(editor.document);
  if (editor === undefined || known === undefined) {
    void vscode.window.showInformationMessage(
      'No exits are known in this file. That takes an open recording, and symbols of its guest with source lines.',
    );
    return undefined;
  }
  const { code } = known;
  const { sure, all } = functionsAt(editor.selection.active.line + 1, known);
  const called = sure.length === 1 ? sure[0] : await pick(sure.length > 0 ? sure : all, code);
  if (called === undefined) return undefined;
  return { document: code.document, filter: exitsOfFunction(called, code.vms) };
}

async function pick(
  functions: readonly CodeFunction[],
  { vms, unit }: KnownCode,
): Promise<CodeFunction | undefined> {
  if (functions.length === 0) {
    void vscode.window.showInformationMessage('No function with exits begins in this file.');
    return undefined;
  }
  const items = functions.map((called) => ({
    label: called.name,
    description: [...(vms > 1 ? [`VM ${called.vm}`] : []), ...sumTexts(called, unit)].join(' · '),
    called,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Show the Exits of Which Function?',
  });
  return picked?.called;
}
