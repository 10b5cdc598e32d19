import * as vscode from 'vscode';
import type { LoadState } from '../protocol/loading';
import { fileName } from './fileName';
import type { TraceEngine } from './TraceEngine';

/** Shows in the status bar how far a load is, also while its tab is hidden. */
export function loadProgress(uri: vscode.Uri, engine: TraceEngine): vscode.Disposable {
  let shown: ShownProgress | undefined;
  const end = (): void => {
    shown?.end();
    shown = undefined;
  };
  const subscription = engine.onLoad((load) => {
    if (load.kind !== 'loading') {
      end();
      return;
    }
    shown ??= showProgress();
    shown.report(`reading ${fileName(uri)} ${percentOf(load)} %`);
  });
  return vscode.Disposable.from(subscription, { dispose: end });
}

interface ShownProgress {
  report(message: string): void;
  end(): void;
}

function showProgress(): ShownProgress {
  let end = (): void => undefined;
  let report: (message: string) => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const options = { location: vscode.ProgressLocation.Window, title: 'Exitscope' };
  void vscode.window.withProgress(options, (progress) => {
    report = (message) => progress.report({ message });
    return ended;
  });
  return { report: (message) => report(message), end };
}

function percentOf({ doneBytes, totalBytes }: LoadState & { readonly kind: 'loading' }): number {
  return totalBytes === 0 ? 0 : Math.floor((100 * doneBytes) / totalBytes);
}
