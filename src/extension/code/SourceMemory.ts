import * as vscode from 'vscode';
import type { Memento } from '../Memento';
import { readSourceMap } from './sourceMappings';
import type { SourceMapping } from './sourceMappings';

const setting = 'sourceMap';
const mementoKey = 'exitscope.sourceMap';

/**
 * Which directories of build machines are which on this one: what settings say, and what was learned
 * where no settings can be written or would not be believed.
 */
export class SourceMemory {
  constructor(private readonly memento: Memento) {}

  mappings(): readonly SourceMapping[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const scopes = folders.length === 0 ? [undefined] : folders.map(({ uri }) => uri);
    return [
      ...scopes.flatMap((scope) => readSourceMap(settings(scope).get(setting), scope?.path)),
      ...readSourceMap(this.kept(), undefined),
    ];
  }

  /** Keeps a mapping: in the settings of the workspace where there is one that is trusted. */
  async learn({ from, to }: SourceMapping): Promise<void> {
    if (canWriteSettings()) {
      try {
        await writeOwn({ ...ownSettings(), [from]: fromWorkspace(to) });
        return;
      } catch {
        // A folder that cannot be written to: what is learned still holds.
      }
    }
    await this.memento.update(mementoKey, { ...this.kept(), [from]: to });
  }

  /** What can be forgotten: what was learned, and what the settings of the workspace say. */
  learned(): readonly SourceMapping[] {
    const own = canWriteSettings() ? ownSettings() : {};
    return Object.entries({ ...this.kept(), ...own }).map(([from, to]) => ({ from, to }));
  }

  /** Directories of build machines whose places were wrong. */
  async forget(froms: readonly string[]): Promise<void> {
    await this.memento.update(mementoKey, without(this.kept(), froms));
    const own = ownSettings();
    if (canWriteSettings() && froms.some((from) => from in own)) {
      await writeOwn(without(own, froms));
    }
  }

  private kept(): Directories {
    return directories(this.memento.get(mementoKey));
  }
}

type Directories = Readonly<Record<string, string>>;

/** What is no name of a directory is passed over. */
function directories(value: unknown): Directories {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function without(all: Directories, froms: readonly string[]): Directories {
  return Object.fromEntries(Object.entries(all).filter(([from]) => !froms.includes(from)));
}

function settings(scope?: vscode.Uri): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('exitscope', scope);
}

/** In a workspace that is not trusted its settings do not hold. */
function canWriteSettings(): boolean {
  return vscode.workspace.isTrusted && vscode.workspace.workspaceFolders !== undefined;
}

function ownSettings(): Directories {
  return directories(settings().inspect(setting)?.workspaceValue);
}

async function writeOwn(own: Directories): Promise<void> {
  const value = Object.keys(own).length === 0 ? undefined : own;
  await settings().update(setting, value, vscode.ConfigurationTarget.Workspace);
}

/** Relative where all who open the workspace have it in the same place. */
function fromWorkspace(path: string): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length === 1 ? folders[0]!.uri.path : undefined;
  if (folder === undefined) return path;
  if (path === folder) return '.';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
