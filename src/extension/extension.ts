import * as vscode from 'vscode';
import type { SymbolState } from '../protocol/code';
import { ActiveTrace } from './ActiveTrace';
import { registerAnalysisViews } from './analysis/registerAnalysisViews';
import { GuestCodeViewer } from './code/GuestCodeViewer';
import { registerGuestCode } from './code/registerGuestCode';
import { SourceFiles } from './code/SourceFiles';
import { registerCommands } from './commands';
import { registerDisassembly } from './disassembly/registerDisassembly';
import { RecentRecordings } from './compare/RecentRecordings';
import { registerCompare } from './compare/registerCompare';
import { DocumentMemory } from './DocumentMemory';
import { registerTraceLanguage } from './language/registerTraceLanguage';
import { registerLinks } from './links/registerLinks';
import { readLayout } from './readLayout';
import { reopenEarlyTraces } from './reopenEarlyTraces';
import { RememberedCompanions } from './RememberedCompanions';
import { RememberedTables } from './RememberedTables';
import { guestSymbols } from './symbols/guestSymbols';
import { registerSymbols } from './symbols/registerSymbols';
import { LinkedTimelines } from './timeline/LinkedTimelines';
import { registerLinking } from './timeline/registerLinking';
import { registerTimeline } from './timeline/registerTimeline';
import type { TraceDocument } from './TraceDocument';
import { TraceEditorProvider } from './TraceEditorProvider';
import { TraceWorkers } from './TraceWorkers';
import { anyFileViewType, traceViewType } from './viewTypes';

/** What other code in the extension host, our tests first, may ask. */
export interface ExitscopeApi {
  status(): { readonly openTraces: number; readonly workers: number };
  /** Files of symbols that a trace uses, once it is loaded; undefined: it is not open, or nothing of it is loaded. */
  symbolsOf(trace: vscode.Uri): Promise<SymbolState | undefined>;
}

export function activate(context: vscode.ExtensionContext): ExitscopeApi {
  const log = vscode.window.createOutputChannel('Exitscope', { log: true });
  const { extensionUri } = context;
  const workers = new TraceWorkers(vscode.Uri.joinPath(extensionUri, 'dist/worker.js').fsPath);
  const companions = new RememberedCompanions(context.workspaceState);
  const tables = new RememberedTables(context.globalState);
  const layouts = new DocumentMemory(context.workspaceState, {
    key: 'exitscope.layouts',
    read: readLayout,
  });
  const noteFiles = new DocumentMemory(context.workspaceState, {
    key: 'exitscope.notes',
    read: readPath,
  });
  const active = new ActiveTrace();
  const linked = new LinkedTimelines<TraceDocument>();
  const sources = new SourceFiles(context.workspaceState);
  const symbols = guestSymbols(context, log);
  const code = new GuestCodeViewer(sources);
  const provider = new TraceEditorProvider({
    extensionUri,
    workers,
    companions,
    tables,
    layouts,
    noteFiles,
    active,
    linked,
    code,
    symbols: symbols.actions,
    symbolSources: symbols.sources,
    followSymbols: symbols.follow,
    log,
  });
  context.subscriptions.push(
    log,
    workers,
    symbols.sources,
    registerEditor(traceViewType, provider),
    registerEditor(anyFileViewType, provider),
    registerCommands(log, provider),
    registerTraceLanguage(provider),
    active,
    sources,
    code,
    registerGuestCode({ active, editors: provider, code, sources, log }),
    registerTimeline(active),
    registerLinking(provider, linked),
    registerSymbols({ active, ...symbols }),
    registerLinks({ editors: provider, log }),
    registerDisassembly({ active, code, editors: provider, sources }),
    registerCompare({
      ...{ extensionUri, active, editors: provider, workers, companions, tables, linked },
      symbols: symbols.sources,
      recent: new RecentRecordings(context.workspaceState),
    }),
    registerAnalysisViews({ active, editors: provider, log }),
    showStatusItem(),
  );
  void reopenEarlyTraces(context.globalState);
  return {
    status: () => ({ openTraces: provider.openTraces, workers: workers.count }),
    symbolsOf: async (trace) => provider.documentOf(trace)?.symbols.ready(),
  };
}

function readPath(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new Error('This is no path.');
  return value;
}

function registerEditor(viewType: string, provider: TraceEditorProvider): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(viewType, provider, {
    supportsMultipleEditorsPerDocument: true,
    // A hidden page would keep its memory and draw for nobody. The page saves its small view state
    // and asks the worker, which stays, for the rows it shows.
    webviewOptions: { retainContextWhenHidden: false },
  });
}

function showStatusItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem(
    'exitscope.status',
    vscode.StatusBarAlignment.Left,
    0,
  );
  item.name = 'Exitscope';
  item.text = 'Exitscope';
  item.tooltip = 'Open a recording of KVM events';
  item.command = 'exitscope.openTrace';
  item.show();
  return item;
}
