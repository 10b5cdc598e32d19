import * as vscode from 'vscode';
import type { ActiveTrace } from '../ActiveTrace';
import { openOrSay } from '../openOrSay';
import type { TraceDocument } from '../TraceDocument';
import { untilLoaded } from '../untilLoaded';
import type { DebugInfoFetcher } from './debuginfod/DebugInfoFetcher';
import type { EditorSymbolActions } from './editorSymbolActions';
import { pickVm } from './pickVm';
import type { SymbolNode } from './symbolNodes';
import type { SymbolSources } from './SymbolSources';
import { symbolsView } from './symbolsView';

export interface SymbolCommandsOptions {
  readonly active: ActiveTrace;
  readonly actions: EditorSymbolActions;
  readonly sources: SymbolSources;
  readonly debugInfo: DebugInfoFetcher;
}

/** The view of the guests' symbols, and the commands on them: for the trace that was looked at last. */
export function registerSymbols(options: SymbolCommandsOptions): vscode.Disposable {
  const { active, actions, sources, debugInfo } = options;
  const command = (
    name: string,
    run: (trace: TraceDocument, ...given: never[]) => Promise<void>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(`exitscope.${name}`, async (...given: never[]) => {
      const trace = openOrSay(active.document);
      if (trace !== undefined) await run(trace, ...given);
    });
  return vscode.Disposable.from(
    symbolsView({ active, actions }),
    command('addSymbols', (trace, node?: SymbolNode) => actions.add(trace, node?.vm)),
    // From the explorer: the file under the pointer, and all that are selected.
    command('useAsSymbols', (trace, file: vscode.Uri, selected?: readonly vscode.Uri[]) =>
      actions.use(trace, selected ?? [file]),
    ),
    command('removeSymbols', async (trace, node?: SymbolNode) => {
      const paths = node?.given === undefined ? await pickGiven(trace, sources) : [node.given];
      if (paths.length > 0) await actions.remove(trace, paths);
    }),
    command('chooseSlide', async (trace, node?: SymbolNode) => {
      const vm = node?.vm ?? (await someVm(trace));
      if (vm !== undefined) await actions.chooseSlide(trace, vm);
    }),
    command('fetchDebugInfo', (trace) => debugInfo.fetchNow(trace)),
    vscode.commands.registerCommand('exitscope.revealSymbols', (node: SymbolNode) =>
      node.path === undefined ? undefined : reveal(vscode.Uri.file(node.path)),
    ),
    vscode.commands.registerCommand('exitscope.openSymbolsSetting', () =>
      vscode.commands.executeCommand('workbench.action.openSettings', 'exitscope.symbols'),
    ),
  );
}

/** In the explorer where it is in a folder that is open, else in the system's. */
async function reveal(file: vscode.Uri): Promise<void> {
  const isInFolder = vscode.workspace.getWorkspaceFolder(file) !== undefined;
  await vscode.commands.executeCommand(isInFolder ? 'revealInExplorer' : 'revealFileInOS', file);
}

async function pickGiven(trace: TraceDocument, sources: SymbolSources): Promise<readonly string[]> {
  const { files } = sources.kept(trace.uri);
  if (files.length === 0) {
    void vscode.window.showInformationMessage('No symbols were named for this recording.');
    return [];
  }
  const items = files.map(({ path, vm }) => ({
    label: path,
    description: vm === null ? '' : `VM ${vm}`,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Remove Symbols from This Recording',
    canPickMany: true,
  });
  return (picked ?? []).map(({ label }) => label);
}

async function someVm(trace: TraceDocument): Promise<number | undefined> {
  const facts = await untilLoaded(trace.engine, trace.signal);
  const vms = facts?.vms ?? [];
  if (vms.length > 1) return (await pickVm(vms, { withAll: false })) ?? undefined;
  return vms[0]?.vm;
}
