import * as vscode from 'vscode';
import type { TraceDocument } from '../TraceDocument';
import { identityOf } from './FileIdentity';
import { withFiles } from './KeptSymbols';
import type { KeptFile } from './KeptSymbols';
import type { SymbolSources } from './SymbolSources';
import { symbolFaults, symbolsWarning } from './symbolsWarning';

/** Tells pages that other symbols are in use, and the user what is newly wrong with them. */
export function tellOfSymbols(trace: TraceDocument, sources: SymbolSources): vscode.Disposable {
  /** Of the load that the symbols were found for. */
  let told: { readonly load: number; readonly faults: ReadonlySet<string> } | undefined;
  const tell = async (message: string): Promise<void> => {
    const changed = trace.symbols.wished.notes.flatMap(({ code, path }) =>
      code === 'symbols-changed' && path !== null ? [path] : [],
    );
    const show = 'Show';
    const accept = 'Use as It Is Now';
    const buttons = changed.length === 0 ? [show] : [show, accept];
    const answer = await vscode.window.showWarningMessage(message, ...buttons);
    if (answer === show) await vscode.commands.executeCommand('exitscope.symbols.focus');
    if (answer === accept) await acceptChanges(trace, changed, sources);
  };
  return vscode.Disposable.from(
    trace.symbols.onDidChange((state) => {
      if (state === undefined) return;
      for (const relay of trace.relays) relay.tell({ notice: 'symbols' });
      const load = trace.engine.loads;
      const faults = symbolFaults(state, trace.symbols.wished);
      const message = symbolsWarning(faults, told?.load === load ? told.faults : new Set());
      told = { load, faults: new Set(faults) };
      if (message !== undefined) void tell(message);
    }),
  );
}

async function acceptChanges(
  trace: TraceDocument,
  paths: readonly string[],
  sources: SymbolSources,
): Promise<void> {
  const kept = sources.kept(trace.uri);
  const accepted: KeptFile[] = [];
  for (const file of kept.files.filter(({ path }) => paths.includes(path))) {
    const identity = await identityOf(file.path);
    if (identity !== undefined) accepted.push({ ...file, identity });
  }
  sources.keep(trace.uri, withFiles(sources.kept(trace.uri), accepted));
  await trace.symbols.renew();
}
