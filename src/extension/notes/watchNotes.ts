import path from 'node:path';
import * as vscode from 'vscode';
import type { TraceNotes } from './TraceNotes';

/** A checkout or an editor writes in several steps. */
const quietMs = 200;

/** Lets pages know when the file of notes changes under them, as by a pull. */
export function watchNotes(notes: TraceNotes): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  let watched: FolderWatch | undefined;
  const changed = (uri: vscode.Uri): void => {
    if (uri.fsPath !== notes.watchedFile) return;
    clearTimeout(timer);
    timer = setTimeout(() => void notes.changedOnDisk(), quietMs);
  };
  const watch = (): void => {
    const folder = path.dirname(notes.watchedFile);
    if (folder === watched?.folder) return;
    watched?.watcher.dispose();
    watched = { folder, watcher: folderWatcher(folder, changed) };
  };
  watch();
  const subscription = notes.onChange(watch);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    subscription.dispose();
    watched?.watcher.dispose();
  });
}

interface FolderWatch {
  readonly folder: string;
  readonly watcher: vscode.Disposable;
}

function folderWatcher(folder: string, changed: (uri: vscode.Uri) => void): vscode.Disposable {
  // The folder is watched and the name compared: a name may hold characters that a pattern reads.
  const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '*');
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(changed),
  );
}
