import * as vscode from 'vscode';
import type { TraceFacts } from '../protocol/facts';
import type { ShowNotice } from '../protocol/notices';
import { fileName } from './fileName';
import type { TraceDocument } from './TraceDocument';
import type { TraceEditorProvider } from './TraceEditorProvider';
import { untilLoaded } from './untilLoaded';
import { viewTypeOf } from './viewTypes';

/** Opens a recording in its editor; undefined: VS Code shows it in another. */
export async function openTrace(
  editors: TraceEditorProvider,
  uri: vscode.Uri,
  options: vscode.TextDocumentShowOptions = {},
): Promise<TraceDocument | undefined> {
  const viewType = viewTypeOf(fileName(uri));
  await vscode.commands.executeCommand('vscode.openWith', uri, viewType, options);
  return editors.documentOf(uri);
}

/** Shows something of a trace once it is loaded. A load that failed says so on the page itself. */
export async function showInTrace(
  trace: TraceDocument,
  notices: (facts: TraceFacts) => PromiseLike<readonly ShowNotice[]> | readonly ShowNotice[],
): Promise<void> {
  const facts = await untilLoaded(trace.engine, trace.signal);
  if (facts === undefined) return;
  const shown = await notices(facts);
  if (shown.length === 0) return;
  for (const relay of trace.relays) relay.show(...shown);
}
