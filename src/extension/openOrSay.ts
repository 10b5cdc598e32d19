import * as vscode from 'vscode';
import type { TraceDocument } from './TraceDocument';

/** The trace that a command is about, as it is given; says so where there is none. */
export function openOrSay(trace: TraceDocument | undefined): TraceDocument | undefined {
  if (trace === undefined) {
    void vscode.window.showInformationMessage('Open a recording in Exitscope first.');
  }
  return trace;
}
