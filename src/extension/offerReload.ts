import * as vscode from 'vscode';
import { fileName } from './fileName';
import type { TraceEngine } from './TraceEngine';

/** A copy or a recording writes in many steps: asked about once it has been quiet for so long. */
const quietMs = 1000;

/** Asks whether to load the trace again when its file was written to. */
export function offerReload(uri: vscode.Uri, engine: TraceEngine): vscode.Disposable {
  // The folder is watched and the name compared: a name may hold characters that a pattern reads.
  const folder = vscode.Uri.joinPath(uri, '..');
  const pattern = new vscode.RelativePattern(folder, '*');
  const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, false, true);
  let timer: NodeJS.Timeout | undefined;
  let isAsking = false;
  let isDisposed = false;

  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    const loadAgain = 'Load Again';
    const question = `${fileName(uri)} changed on disk. Load it again?`;
    const answer = await vscode.window.showInformationMessage(question, loadAgain);
    isAsking = false;
    if (answer === loadAgain && !isDisposed) engine.reload({});
  };
  const changed = (file: vscode.Uri): void => {
    if (file.path !== uri.path) return;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), quietMs);
  };
  watcher.onDidChange(changed);
  watcher.onDidCreate(changed);
  const stop = (): void => {
    isDisposed = true;
    clearTimeout(timer);
  };
  return vscode.Disposable.from(watcher, { dispose: stop });
}
