import os from 'node:os';
import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { SymbolState } from '../../protocol/code';
import type { DocumentMemory } from '../DocumentMemory';
import type { DebugInfoCache } from './debuginfod/DebugInfoCache';
import { debuginfodSetting } from './debuginfod/debuginfodSetting';
import { identityOf } from './FileIdentity';
import type { FileIdentity } from './FileIdentity';
import { findFiles } from './findFiles';
import { gatherWishes } from './gatherWishes';
import { nothingKept } from './KeptSymbols';
import type { KeptSymbols } from './KeptSymbols';
import { pathKind } from './pathKind';
import { readSymbolSetting } from './readSymbolSetting';
import { settingFiles, settingNote } from './settingFiles';
import type { SettingFiles } from './settingFiles';
import type { SettingPlaces } from './settingPath';
import type { Wishes, WishNote } from './Wishes';

/** Patterns over whole disks must not keep a trace from being looked at. */
const MOST_SEARCH_MS = 5_000;

export interface SymbolSourcesOptions {
  readonly memory: DocumentMemory<KeptSymbols>;
  readonly cache: DebugInfoCache;
}

/**
 * Which files of symbols the traces of this window are to use. In a workspace that is not trusted
 * only those count that the user named for the trace.
 */
export class SymbolSources {
  private readonly changed = new vscode.EventEmitter<undefined>();
  /** What is wished for any trace may be something else from now on. */
  readonly onDidChange = this.changed.event;
  private readonly watching: vscode.Disposable;

  constructor(private readonly options: SymbolSourcesOptions) {
    this.watching = vscode.Disposable.from(
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.changed.fire(undefined)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        const isOurs = ['exitscope.symbols', 'exitscope.debuginfod'].some((section) =>
          change.affectsConfiguration(section),
        );
        if (isOurs) this.changed.fire(undefined);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.changed.fire(undefined)),
    );
  }

  kept(trace: vscode.Uri): KeptSymbols {
    return this.options.memory.of(trace.toString()) ?? nothingKept;
  }

  keep(trace: vscode.Uri, kept: KeptSymbols): void {
    const isNothing = kept.files.length + kept.slides.length === 0;
    this.options.memory.keep(trace.toString(), isNothing ? undefined : kept);
  }

  async wishesOf(trace: vscode.Uri, recorded: SymbolState): Promise<Wishes> {
    const { memory, cache } = this.options;
    const { isTrusted } = vscode.workspace;
    const others = isTrusted ? memory.ofOthers(trace.toString()) : [];
    return gatherWishes({
      kept: this.kept(trace),
      ofOthers: others.flatMap(({ files }) => files),
      setting: isTrusted ? await settingOf(trace) : { files: [], notes: [untrustedNote] },
      recorded,
      identify: onceEach(identityOf),
      fetched: async (buildId) => (debuginfodSetting().isOn ? cache.find(buildId) : undefined),
    });
  }

  dispose(): void {
    this.watching.dispose();
    this.changed.dispose();
  }
}

/** VS Code does not tell what a folder that is not trusted has set: it is said whatever that is. */
const untrustedNote: WishNote = {
  path: null,
  severity: 'info',
  code: 'symbols-untrusted',
  message: 'This folder is not trusted: files that exitscope.symbols names are left out.',
};

async function settingOf(trace: vscode.Uri): Promise<SettingFiles> {
  const setting = vscode.workspace.getConfiguration('exitscope', trace).get<unknown>('symbols');
  const { entries, problems } = readSymbolSetting(setting);
  const stop = AbortSignal.timeout(MOST_SEARCH_MS);
  const found = await settingFiles(entries, {
    places: placesOf(trace),
    trace: trace.fsPath,
    find: (pattern) => findFiles(pattern, stop),
    kindOf: pathKind,
    realPath: (path) => realpath(path).catch(() => path),
  });
  return { ...found, notes: [...problems.map(settingNote), ...found.notes] };
}

function placesOf(trace: vscode.Uri): SettingPlaces {
  const { workspace } = vscode;
  const folder = workspace.getWorkspaceFolder(trace) ?? workspace.workspaceFolders?.[0];
  return { folder: folder?.uri.fsPath, home: os.homedir() };
}

/** Several sources may name the same file. */
function onceEach(
  identify: (path: string) => Promise<FileIdentity | undefined>,
): (path: string) => Promise<FileIdentity | undefined> {
  const known = new Map<string, Promise<FileIdentity | undefined>>();
  return (path) => {
    const identity = known.get(path) ?? identify(path);
    known.set(path, identity);
    return identity;
  };
}
