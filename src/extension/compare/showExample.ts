import * as vscode from 'vscode';
import type { Difference, VcpuPair } from '../../protocol/compare';
import { openTrace, showInTrace } from '../openTrace';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { exampleNotices } from './exampleNotices';
import { exampleOf, rowOfB } from './exampleOf';

/** A row, and the recordings that it is a row of. */
export interface ShownExample {
  readonly row: Difference;
  readonly pairing: readonly VcpuPair[];
  readonly a: vscode.Uri;
  readonly b: vscode.Uri;
}

/** Opens both recordings beside each other, each at an example of a row. */
export async function showExample(
  editors: TraceEditorProvider,
  { row, pairing, a, b }: ShownExample,
): Promise<void> {
  const opened = [
    { uri: a, of: row, value: row.a, viewColumn: vscode.ViewColumn.One },
    { uri: b, of: rowOfB(row, pairing), value: row.b, viewColumn: vscode.ViewColumn.Two },
  ];
  for (const { uri, of, value, viewColumn } of opened) {
    const trace = await openTrace(editors, uri, { viewColumn, preview: false });
    if (trace === undefined) continue;
    const { engine } = trace;
    // Not waited for: the other one loads at the same time.
    void showInTrace(trace, (facts) => exampleNotices(exampleOf(of, value), engine, facts));
  }
}
