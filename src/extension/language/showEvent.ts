import * as vscode from 'vscode';
import { fileName } from '../fileName';
import type { TraceDocument } from '../TraceDocument';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { untilLoaded } from '../untilLoaded';
import { viewTypeOf } from '../viewTypes';
import { documentLines } from './documentLines';
import { isOnDisk } from './isOnDisk';
import { rowOfEvent } from './rowOfEvent';
import { sayNoText } from './sayNoText';
import { wantedEvent } from './wantedEvent';
import type { WantedEvent } from './wantedEvent';

/**
 * Opens the text's recording beside it, at the event of one line: the one under the cursor, or the one
 * whose hover was used.
 */
export function registerShowEvent(editors: TraceEditorProvider): vscode.Disposable {
  return vscode.commands.registerCommand(
    'exitscope.showEvent',
    async (uri?: unknown, line?: unknown) => {
      const place = placeOf(uri, line);
      if (place === undefined) {
        sayNoText();
        return;
      }
      if (!isOnDisk(place.uri)) {
        void vscode.window.showInformationMessage('Save the text to a file first.');
        return;
      }
      const document = await vscode.workspace.openTextDocument(place.uri);
      const wanted = wantedEvent(documentLines(document), place.line);
      if (wanted === undefined) {
        void vscode.window.showInformationMessage('This line shows no event.');
        return;
      }
      const trace = await openBeside(place.uri, editors);
      if (trace !== undefined) await reveal(trace, wanted, document.isDirty);
    },
  );
}

interface Place {
  readonly uri: vscode.Uri;
  readonly line: number;
}

/** The line of a hover's link, or the cursor's. From a menu VS Code hands over the file alone. */
function placeOf(uri: unknown, line: unknown): Place | undefined {
  if (typeof uri === 'string' && typeof line === 'number') {
    return { uri: vscode.Uri.parse(uri), line };
  }
  const editor = vscode.window.activeTextEditor;
  return editor && { uri: editor.document.uri, line: editor.selection.active.line };
}

async function openBeside(
  uri: vscode.Uri,
  editors: TraceEditorProvider,
): Promise<TraceDocument | undefined> {
  const options: vscode.TextDocumentShowOptions = {
    viewColumn: vscode.ViewColumn.Beside,
    preview: false,
  };
  const viewType = viewTypeOf(fileName(uri));
  await vscode.commands.executeCommand('vscode.openWith', uri, viewType, options);
  return editors.documentOf(uri);
}

async function reveal(trace: TraceDocument, wanted: WantedEvent, isDirty: boolean): Promise<void> {
  const facts = await untilLoaded(trace.engine, trace.signal);
  // A load that failed says so on the page itself.
  if (facts === undefined) return;
  const row = await rowOfEvent(trace.engine, facts, wanted);
  if (row !== undefined) {
    for (const relay of trace.relays) relay.show({ notice: 'reveal', row });
    return;
  }
  const unsaved = isDirty ? ' The text has changes that are not saved.' : '';
  const what = `${wanted.line.event} at ${wanted.line.stamp?.text ?? 'an unknown time'}`;
  void vscode.window.showInformationMessage(
    `Exitscope does not find ${what} of this line among the events that are loaded.${unsaved}`,
  );
}
