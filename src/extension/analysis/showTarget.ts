import * as vscode from 'vscode';
import { fileName } from '../fileName';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { untilLoaded } from '../untilLoaded';
import { viewTypeOf } from '../viewTypes';
import { showTargetCommand, type ShownTarget } from './NodeTree';

/** Takes the user to what a node or a problem is about, in the editor of its trace. */
export function registerShowTarget(editors: TraceEditorProvider): vscode.Disposable {
  return vscode.commands.registerCommand(showTargetCommand, async (shown: ShownTarget) => {
    const uri = vscode.Uri.parse(shown.document);
    await vscode.commands.executeCommand('vscode.openWith', uri, viewTypeOf(fileName(uri)));
    const trace = editors.documentOf(uri);
    if (trace === undefined) return;
    const facts = await untilLoaded(trace.engine, trace.signal);
    // A load that failed says so on the page itself.
    if (facts === undefined) return;
    const { target } = shown;
    if (target.kind === 'idle') {
      const { kind, ...selection } = target;
      for (const relay of trace.relays) relay.show({ notice: kind, ...selection });
      return;
    }
    // Among all events a position is a row.
    const { position } = await trace.engine.call('findEvent', {
      filter: '',
      timeNs: target.timeNs,
    });
    for (const relay of trace.relays) relay.show({ notice: 'reveal', row: position });
  });
}
