import * as vscode from 'vscode';
import { untilLoaded } from '../untilLoaded';
import type { TraceDocument } from '../TraceDocument';
import { chooseSlide } from './chooseSlide';
import { droppedFiles } from './droppedFiles';
import { identityOf } from './FileIdentity';
import { withFiles, withoutFiles } from './KeptSymbols';
import type { KeptFile } from './KeptSymbols';
import { pickVm } from './pickVm';
import type { SymbolActions } from './SymbolActions';
import type { SymbolSources } from './SymbolSources';

/** What commands, the view and pages can have done with files of symbols. */
export interface EditorSymbolActions extends SymbolActions {
  add(trace: TraceDocument, vm?: number): Promise<void>;
  /** Takes files of this machine; `vm`: undefined to ask where there are several. */
  use(trace: TraceDocument, files: readonly vscode.Uri[], vm?: number): Promise<void>;
  /** Takes what was dropped on a view of VS Code, which names files as this machine does. */
  dropOnView(trace: TraceDocument, uris: readonly vscode.Uri[], vm?: number): Promise<void>;
  /** Paths by which they were named. */
  remove(trace: TraceDocument, paths: readonly string[]): Promise<void>;
}

export function editorSymbolActions(sources: SymbolSources): EditorSymbolActions {
  const use: EditorSymbolActions['use'] = async (trace, files, wantedVm) => {
    const vm = await vmFor(trace, wantedVm);
    if (vm === undefined) return;
    const named: KeptFile[] = [];
    for (const { fsPath: path } of files) {
      const identity = await identityOf(path);
      if (identity === undefined) say(`There is no file ${path} on this machine.`);
      else named.push({ path, vm, identity });
    }
    if (named.length === 0) return;
    sources.keep(trace.uri, withFiles(sources.kept(trace.uri), named));
    await trace.symbols.renew();
  };
  const takeDropped = async (
    trace: TraceDocument,
    dropped: ReturnType<typeof droppedFiles<vscode.Uri>>,
    vm?: number,
  ): Promise<void> => {
    if (dropped.refusals.length > 0) say(dropped.refusals.join(' '));
    if (dropped.files.length > 0) await use(trace, dropped.files, vm);
  };
  return {
    use,
    add: async (trace, vm) => {
      const files = await vscode.window.showOpenDialog({
        title: 'Add Symbols of the Guest',
        openLabel: 'Use',
        canSelectMany: true,
        defaultUri: vscode.Uri.joinPath(trace.uri, '..'),
      });
      if (files !== undefined && files.length > 0) await use(trace, files, vm);
    },
    drop: (trace, uris) => {
      const parsed = uris.map((uri) => vscode.Uri.parse(uri));
      const dropped = droppedFiles(parsed, vscode.env.remoteName !== undefined);
      const files = dropped.files.map((uri) => vscode.Uri.file(uri.path));
      return takeDropped(trace, { ...dropped, files });
    },
    dropOnView: (trace, uris, vm) => takeDropped(trace, droppedFiles(uris, false), vm),
    remove: async (trace, paths) => {
      sources.keep(trace.uri, withoutFiles(sources.kept(trace.uri), paths));
      await trace.symbols.renew();
    },
    chooseSlide: (trace, vm) => chooseSlide(trace, vm, sources),
  };
}

/** null: every VM; undefined: the user thought better of it, or nothing is loaded. */
async function vmFor(
  trace: TraceDocument,
  wanted: number | undefined,
): Promise<number | null | undefined> {
  const facts = await untilLoaded(trace.engine, trace.signal);
  if (facts === undefined) {
    if (!trace.signal.aborted) say('Nothing of the recording is loaded that symbols could be for.');
    return undefined;
  }
  // Of a single VM it may be another one next time, in a session with other recordings.
  if (facts.vms.length <= 1) return null;
  return wanted ?? pickVm(facts.vms, { withAll: true });
}

function say(message: string): void {
  void vscode.window.showWarningMessage(message);
}
