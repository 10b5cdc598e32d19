import * as vscode from 'vscode';

/** A copy, a recording or a linker writes in many steps: told once it has been quiet for so long. */
const quietMs = 1000;

/** Tells that files were written to, or are there again. */
export function watchFiles(files: readonly vscode.Uri[], written: () => void): vscode.Disposable {
  const paths = new Set(files.map(({ path }) => path));
  let timer: NodeJS.Timeout | undefined;
  const changed = (file: vscode.Uri): void => {
    if (!paths.has(file.path)) return;
    clearTimeout(timer);
    timer = setTimeout(written, quietMs);
  };
  // Folders are watched and names compared: a name may hold characters that a pattern reads.
  const folders = new Map(
    files.map((file) => {
      const folder = vscode.Uri.joinPath(file, '..');
      return [folder.toString(), folder];
    }),
  );
  const watching = [...folders.values()].flatMap((folder) => {
    const pattern = new vscode.RelativePattern(folder, '*');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, false, true);
    return [watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed)];
  });
  return vscode.Disposable.from(...watching, { dispose: () => clearTimeout(timer) });
}
