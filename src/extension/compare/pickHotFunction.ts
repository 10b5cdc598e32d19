import * as vscode from 'vscode';
import type { ComparedRow } from '../../protocol/comparePage';
import { rowSubject } from '../../protocol/rowSubject';

/** A function of the guest that a row is about, without its module, or an address; undefined: it is about no code. */
export function functionOfRow(row: Pick<ComparedRow, 'id' | 'measure'>): string | undefined {
  const { family, subject } = rowSubject(row);
  if (family !== 'hot') return undefined;
  return /^[^:]+:(.+)$/.exec(subject)?.[1] ?? subject;
}

/** Lets the user pick one of the functions that guests of either run leave; undefined: he thought better of it. */
export async function pickHotFunction(rows: readonly ComparedRow[]): Promise<string | undefined> {
  const items = rows.flatMap((row) => {
    const label = functionOfRow(row);
    if (label === undefined) return [];
    const { aText, bText, relativeText, significant } = row;
    const change = significant ? relativeText : 'no difference shown';
    return [{ label, description: `A ${aText} · B ${bText} · ${change}` }];
  });
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      'The comparison names no guest code: the recordings tell of no exit where it was, or no function has symbols in both.',
    );
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Disassembly with Both Runs',
    placeHolder: 'A function with exits, most important first',
    matchOnDescription: true,
  });
  return picked?.label;
}
