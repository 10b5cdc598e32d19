import * as vscode from 'vscode';
import { baseName } from '../../base/baseName';
import type { Memento } from '../Memento';
import { buildPath } from './buildPath';
import { pickSource } from './pickSource';
import type { PickedSource } from './pickSource';
import { rankedCandidates, sureCandidate } from './sourceCandidates';
import type { SourceCandidate } from './sourceCandidates';
import { learnedMapping, mappedPaths } from './sourceMappings';
import { SourceMemory } from './SourceMemory';
import { WorkspaceSources } from './WorkspaceSources';
import type { SourceFileInWorkspace } from './WorkspaceSources';

/**
 * Finds the files that debug information names on this machine: where the user mapped their
 * directories, where they were built, or by the end of their path in the workspace. In a workspace
 * that is not trusted only what the user mapped himself is looked at.
 */
export class SourceFiles {
  private readonly memory: SourceMemory;
  private readonly workspace = new WorkspaceSources();
  private readonly located = new Map<string, Promise<vscode.Uri | undefined>>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Files may be elsewhere now. */
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(memento: Memento) {
    this.memory = new SourceMemory(memento);
    this.subscriptions = vscode.Disposable.from(
      this.workspace,
      this.changed,
      this.workspace.onDidChange(() => this.forgetPlaces()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.forgetPlaces()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('exitscope.sourceMap')) this.forgetPlaces();
      }),
    );
  }

  /** Without a question; undefined: it is not known, or not sure. */
  locate(file: string): Promise<vscode.Uri | undefined> {
    let place = this.located.get(file);
    if (place === undefined) {
      place = this.find(file);
      this.located.set(file, place);
    }
    return place;
  }

  /** Asks the user when it is not known, and learns from the answer. */
  async ask(file: string, hint: string): Promise<PickedSource> {
    // A directory outside of the workspace is not watched: the file may have come meanwhile.
    this.located.delete(file);
    const known = await this.locate(file);
    if (known !== undefined) return known;
    const picked = await pickSource(file, hint, await this.candidates(file));
    if (picked instanceof vscode.Uri) {
      await this.memory.learn(learnedMapping(file, picked.path));
      this.forgetPlaces();
    }
    return picked;
  }

  /** Where a file was looked for that was not found, in sentences. */
  whereLooked(file: string): string {
    const mapped = mappedPaths(file, this.memory.mappings());
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ name }) => name);
    return [
      mapped.length === 0
        ? 'No directory of exitscope.sourceMap fits.'
        : `It is not at ${mapped.join(' or ')}, where exitscope.sourceMap leads.`,
      vscode.workspace.isTrusted
        ? folders.length === 0
          ? 'No folder is open to look in.'
          : `Looked for ${baseName(file)} in ${folders.join(', ')}.`
        : 'The workspace is not trusted, so nothing else was looked at.',
    ].join(' ');
  }

  /** Which of the files that debug information names, all of one base name, a file of this machine is. */
  async namesOf(uri: vscode.Uri, files: readonly string[]): Promise<readonly string[]> {
    const wanted = uri.toString();
    const places = await Promise.all(
      files.map(async (file) => ({ file, place: await this.locate(file) })),
    );
    return places.flatMap(({ file, place }) => (place?.toString() === wanted ? [file] : []));
  }

  /** Lets the user pick which answer was wrong. */
  async forget(): Promise<void> {
    const learned = this.memory.learned();
    if (learned.length === 0) {
      void vscode.window.showInformationMessage('No directory of source files was learned here.');
      return;
    }
    const all = learned.map(({ from }) => from);
    const picked = await vscode.window.showQuickPick(
      [
        ...learned.map(({ from, to }) => ({ label: from, description: to, froms: [from] })),
        ...(all.length > 1 ? [{ label: '$(trash) All of Them', froms: all }] : []),
      ],
      { title: 'Forget Where Which Directory Is?' },
    );
    if (picked === undefined) return;
    await this.memory.forget(picked.froms);
    this.forgetPlaces();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async find(file: string): Promise<vscode.Uri | undefined> {
    for (const mapped of mappedPaths(file, this.memory.mappings())) {
      const uri = uriOf(mapped);
      if (await isFile(uri)) return uri;
    }
    if (!vscode.workspace.isTrusted) return undefined;
    if (buildPath(file).isAbsolute) {
      const uri = uriOf(file);
      const isInWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
      if (isInWorkspace && (await isFile(uri))) return uri;
    }
    return sureCandidate(await this.candidates(file))?.uri;
  }

  private async candidates(
    file: string,
  ): Promise<readonly SourceCandidate<SourceFileInWorkspace>[]> {
    if (!vscode.workspace.isTrusted) return [];
    return rankedCandidates(file, await this.workspace.named(baseName(file)));
  }

  private forgetPlaces(): void {
    this.located.clear();
    this.changed.fire();
  }
}

/** A path of this machine; in a workspace on another one the extension runs there. */
function uriOf(file: string): vscode.Uri {
  return vscode.Uri.file(file);
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.File) !== 0;
  } catch {
    return false; // Most files that a mapping leads to are not there.
  }
}
