import * as vscode from 'vscode';
import type { TraceDocument } from '../TraceDocument';
import { watchFiles } from '../watchFiles';

/**
 * Reads a trace's symbols anew once one of their files was written to, as by a build, or is there
 * again. One that was deleted stays in use: builds delete files before they write them.
 */
export function watchSymbols(trace: TraceDocument): vscode.Disposable {
  let watching: vscode.Disposable | undefined;
  let watched = '';
  const follow = trace.symbols.onDidChange((state) => {
    if (state === undefined) return;
    const { files, notes } = trace.symbols.wished;
    const gone = notes.filter(({ code }) => code === 'symbols-gone');
    const paths = [...files, ...gone].flatMap(({ path }) => (path === null ? [] : [path]));
    const names = [...new Set(paths)].sort();
    if (names.join('\n') === watched) return;
    watched = names.join('\n');
    watching?.dispose();
    watching = watchFiles(
      names.map((path) => vscode.Uri.file(path)),
      () => void trace.symbols.renew(),
    );
  });
  const stop = (): void => {
    watching?.dispose();
  };
  return vscode.Disposable.from(follow, { dispose: stop });
}
