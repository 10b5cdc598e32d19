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
      ...readSourceMap(this.memento.get(mementoKey), undefined),
    ];
  }

  /** Keeps a mapping: in the settings of the workspace where there is one that is trusted. */
  async learn({ from, to }: SourceMapping): Promise<void> {
    if (canWriteSettings()) {
      try {
        const value = { ...ownValue(), [from]: fromWorkspace(to) };
        await settings().update(setting, value, vscode.ConfigurationTarget.Workspace);
        return;
      } catch {
        // A folder that cannot be written to: what is learned still holds.
      }
    }
    const kept = Object.fromEntries(
      readSourceMap(this.memento.get(mementoKey), undefined).map((known) => [known.from, known.to]),
    );
    await this.memento.update(mementoKey, { ...kept, [from]: to });
  }

  /** Forgets what was learned, and what the workspace's settings say: those hold no other. */
  async forget(): Promise<void> {
    await this.memento.update(mementoKey, undefined);
    if (canWriteSettings() && Object.keys(ownValue()).length > 0) {
      await settings().update(setting, undefined, vscode.ConfigurationTarget.Workspace);
    }
  }
}

function settings(scope?: vscode.Uri): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('exitscope', scope);
}

/** In a workspace that is not trusted its settings do not hold. */
function canWriteSettings(): boolean {
  return vscode.workspace.isTrusted && vscode.workspace.workspaceFolders !== undefined;
}

/** What the workspace's own settings hold. */
function ownValue(): object {
  const value: unknown = settings().inspect(setting)?.workspaceValue;
  return typeof value === 'object' && value !== null ? value : {};
}

/** Relative where all who open the workspace have it in the same place. */
function fromWorkspace(path: string): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length === 1 ? folders[0]!.uri.path : undefined;
  if (folder === undefined) return path;
  if (path === folder) return '.';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
