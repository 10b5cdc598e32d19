import * as vscode from 'vscode';
import type { TimelinePlace } from '../readPlace';
import type { TraceDocument } from '../TraceDocument';
import { linkAuthority, linkQuery, openPath } from './traceLink';

/** A link that opens the recording of a trace at a place, here and where a colleague keeps it. */
export async function linkTo(trace: TraceDocument, place: TimelinePlace): Promise<string> {
  const { facts } = await trace.engine.call('traceFacts', {});
  const { uri } = trace;
  const isInFolder = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const file = isInFolder ? vscode.workspace.asRelativePath(uri, false) : uri.fsPath;
  const query = linkQuery({ file, t0Ns: facts?.t0Ns ?? null, place });
  return `${vscode.env.uriScheme}://${linkAuthority}${openPath}?${query}`;
}
