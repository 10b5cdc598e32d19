import * as vscode from 'vscode';
import type { WorkspaceFile } from './sourceCandidates';

/** Files of one name that are looked at: more are no help in a list to pick from. */
const MOST_FILES = 200;

/** A checkout or a build makes and removes many files: looked for again once it has been quiet for so long. */
const quietMs = 500;

export interface SourceFileInWorkspace extends WorkspaceFile {
  readonly uri: vscode.Uri;
}

/** Finds files of the workspace by their name; what was found is kept until files come or go. */
export class WorkspaceSources {
  private readonly found = new Map<string, Promise<readonly SourceFileInWorkspace[]>>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Another answer is possible. */
  readonly onDidChange = this.changed.event;
  private readonly folders = vscode.workspace.onDidChangeWorkspaceFolders(() => this.forget());
  private watcher: vscode.FileSystemWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;

  named(name: string): Promise<readonly SourceFileInWorkspace[]> {
    this.watch();
    let files = this.found.get(name);
    if (files === undefined) {
      files = search(name);
      this.found.set(name, files);
    }
    return files;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watcher?.dispose();
    this.folders.dispose();
    this.changed.dispose();
  }

  /** Only once something was searched for: who has no guest's source pays for no watching. */
  private watch(): void {
    if (this.watcher !== undefined) return;
    this.watcher = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    // Of a folder that comes or goes with all its files the watcher may tell the folder alone.
    const cameOrWent = (): void => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.forget(), quietMs);
    };
    this.watcher.onDidCreate(cameOrWent);
    this.watcher.onDidDelete(cameOrWent);
  }

  private forget(): void {
    this.found.clear();
    this.changed.fire();
  }
}

async function search(name: string): Promise<readonly SourceFileInWorkspace[]> {
  const pattern = `**/${name.replaceAll(/[*?[\]{}]/g, '[$&]')}`;
  const uris = await vscode.workspace.findFiles(pattern, undefined, MOST_FILES);
  return uris
    .filter((uri) => uri.scheme === 'file' || uri.scheme === 'vscode-remote')
    .map((uri) => ({
      uri,
      path: uri.path,
      relativePath: vscode.workspace.asRelativePath(uri, false),
    }));
}
