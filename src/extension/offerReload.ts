import * as vscode from 'vscode';
import { fileName } from './fileName';
import type { TraceEngine } from './TraceEngine';
import { watchFiles } from './watchFiles';

/** Asks whether to load the trace again when its file was written to. */
export function offerReload(uri: vscode.Uri, engine: TraceEngine): vscode.Disposable {
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
  const watching = watchFiles([uri], () => void ask());
  const stop = (): void => {
    isDisposed = true;
  };
  return vscode.Disposable.from(watching, { dispose: stop });
}
