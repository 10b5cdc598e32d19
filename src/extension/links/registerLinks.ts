import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { messageOf } from '../../base/messageOf';
import { startDifference } from '../../notes/relateTimes';
import type { RangeNotice } from '../../protocol/notices';
import { openTrace, showInTrace } from '../openTrace';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { linkedFiles } from './linkedFiles';
import { linkAuthority, openPath, readLinkQuery } from './traceLink';
import type { TraceLink } from './traceLink';

export interface LinksOptions {
  readonly editors: TraceEditorProvider;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Opens recordings by link: those that the system hands over, which VS Code asks the user about, and
 * those pasted into the command, for where nothing hands them over: a browser, another window.
 */
export function registerLinks({ editors, log }: LinksOptions): vscode.Disposable {
  const open = async (uri: vscode.Uri): Promise<void> => {
    try {
      await openLink(uri, editors);
    } catch (error) {
      log.error(`${uri.toString()}: the link was not opened.`, error);
      const message = messageOf(error);
      void vscode.window.showErrorMessage(`Exitscope could not open the link. ${message}`);
    }
  };
  return vscode.Disposable.from(
    vscode.window.registerUriHandler({ handleUri: open }),
    vscode.commands.registerCommand('exitscope.openLink', async (link?: unknown) => {
      const typed = typeof link === 'string' ? link : await askForLink();
      if (typed !== undefined) await open(vscode.Uri.parse(typed.trim()));
    }),
  );
}

async function askForLink(): Promise<string | undefined> {
  const clipboard = await vscode.env.clipboard.readText();
  const isLink = clipboard.includes(`://${linkAuthority}${openPath}?`);
  return vscode.window.showInputBox({
    title: 'Open Link to a Recording',
    placeHolder: `vscode://${linkAuthority}${openPath}?file=…`,
    ...(isLink && { value: clipboard }),
  });
}

async function openLink(uri: vscode.Uri, editors: TraceEditorProvider): Promise<void> {
  if (uri.authority !== linkAuthority || uri.path !== openPath) {
    throw new Error(`Links to recordings begin with vscode://${linkAuthority}${openPath}.`);
  }
  const link = readLinkQuery(uri.query);
  const folders = vscode.workspace.workspaceFolders ?? [];
  const candidates = linkedFiles(
    link.file,
    folders.map((folder) => folder.uri.fsPath),
  );
  const trace = await openTrace(editors, vscode.Uri.file(await firstFile(candidates)), {
    preview: false,
  });
  if (trace === undefined) return;
  await showInTrace(trace, ({ t0Ns }) => [noticeOf(link, t0Ns)]);
}

async function firstFile(candidates: readonly string[]): Promise<string> {
  for (const candidate of candidates) {
    // A device or a pipe is no recording, and reading one may never end.
    const isFile = await stat(candidate).then(
      (found) => found.isFile(),
      () => false,
    );
    if (isFile) return candidate;
  }
  throw new Error(`There is no file ${candidates.join(' or ')} on this machine.`);
}

/** Beside other recordings a session begins elsewhere. */
function noticeOf({ place, t0Ns: linkedT0Ns }: TraceLink, t0Ns: string | null): RangeNotice {
  const shiftNs = startDifference(linkedT0Ns, t0Ns);
  const { fromNs, toNs, lane, timeNs } = place;
  return {
    notice: 'range',
    fromNs: fromNs + shiftNs,
    toNs: toNs + shiftNs,
    lane,
    timeNs: timeNs === null ? null : timeNs + shiftNs,
  };
}
