import * as vscode from 'vscode';
import { DocumentMemory } from '../DocumentMemory';
import type { TraceDocument } from '../TraceDocument';
import { DebugInfoCache } from './debuginfod/DebugInfoCache';
import { DebugInfoFetcher } from './debuginfod/DebugInfoFetcher';
import { editorSymbolActions } from './editorSymbolActions';
import type { EditorSymbolActions } from './editorSymbolActions';
import { readKeptSymbols } from './KeptSymbols';
import { SymbolSources } from './SymbolSources';
import { tellOfSymbols } from './tellOfSymbols';
import { watchSymbols } from './watchSymbols';

/** Debug information of some kernels; what was used longest ago goes first. */
const MOST_CACHED_BYTES = 8 * 2 ** 30;

/** What stands behind the guests' symbols of all traces of a window. */
export interface GuestSymbolServices {
  readonly sources: SymbolSources;
  readonly actions: EditorSymbolActions;
  readonly debugInfo: DebugInfoFetcher;
  /** Does what other symbols in use in a trace call for, until it is disposed. */
  readonly follow: (trace: TraceDocument) => vscode.Disposable;
}

export function guestSymbols(
  { workspaceState, globalStorageUri }: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): GuestSymbolServices {
  const memory = new DocumentMemory(workspaceState, {
    key: 'exitscope.symbols',
    read: readKeptSymbols,
  });
  const folder = vscode.Uri.joinPath(globalStorageUri, 'debuginfod').fsPath;
  const cache = new DebugInfoCache(folder, MOST_CACHED_BYTES);
  const sources = new SymbolSources({ memory, cache });
  const debugInfo = new DebugInfoFetcher(cache, log);
  return {
    sources,
    actions: editorSymbolActions(sources),
    debugInfo,
    follow: (trace) =>
      vscode.Disposable.from(
        tellOfSymbols(trace, sources),
        watchSymbols(trace),
        debugInfo.follow(trace),
      ),
  };
}
