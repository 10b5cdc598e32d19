import * as vscode from 'vscode';
import type { DocumentMemory } from './DocumentMemory';
import { loadProgress } from './loadProgress';
import { notesQuestions } from './notes/notesQuestions';
import { recordingIdentity } from './notes/recordingIdentity';
import { TraceNotes } from './notes/TraceNotes';
import { watchNotes } from './notes/watchNotes';
import { offerReload } from './offerReload';
import type { Relay } from './Relay';
import type { RememberedCompanions } from './RememberedCompanions';
import type { RememberedTables } from './RememberedTables';
import { DocumentSymbols } from './symbols/DocumentSymbols';
import type { SymbolSources } from './symbols/SymbolSources';
import { TraceEngine } from './TraceEngine';
import type { LoadRequest, StartEngine } from './TraceEngine';

export interface TraceDocumentOptions {
  readonly uri: vscode.Uri;
  readonly start: StartEngine;
  readonly companions: RememberedCompanions;
  readonly tables: RememberedTables;
  /** Paths of the files that notes are kept in, where the user picked them. */
  readonly noteFiles: DocumentMemory<string>;
  /** Paths of all recordings that are open. */
  readonly recordings: () => readonly string[];
  readonly symbolSources: SymbolSources;
  /** Does what other symbols in use call for, until it is disposed. */
  readonly followSymbols: (document: TraceDocument) => vscode.Disposable;
  readonly log: vscode.LogOutputChannel;
  readonly closed: (document: TraceDocument) => void;
}

/** One open file, whatever the number of its panels. VS Code disposes it with the last of them. */
export class TraceDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly engine: TraceEngine;
  readonly notes: TraceNotes;
  readonly symbols: DocumentSymbols;
  /** One a panel. */
  readonly relays = new Set<Relay>();
  private readonly owned: vscode.Disposable;
  private readonly closing = new AbortController();

  constructor(private readonly options: TraceDocumentOptions) {
    const { uri, start, companions, noteFiles, recordings } = options;
    this.uri = uri;
    this.engine = new TraceEngine(start, { companions: companions.of(uri.toString()) });
    const key = uri.toString();
    this.notes = new TraceNotes({
      beside: `${uri.fsPath}.exitscope.json`,
      place: { kept: () => noteFiles.of(key), keep: (file) => noteFiles.keep(key, file) },
      questions: notesQuestions,
      identity: () => recordingIdentity(this.engine, this.signal),
      recordings,
    });
    this.symbols = new DocumentSymbols({
      engine: this.engine,
      closed: this.signal,
      wishes: (recorded) => options.symbolSources.wishesOf(uri, recorded),
      wishesChanged: options.symbolSources.onDidChange,
      failed: (error) => options.log.error(`${key}: no symbols.`, error),
    });
    this.owned = vscode.Disposable.from(
      this.engine,
      this.symbols,
      options.followSymbols(this),
      loadProgress(uri, this.engine),
      offerReload(uri, this.engine),
      watchNotes(this.notes),
    );
  }

  /** Loads again; what the request does not name stays as it was. */
  reload(request: LoadRequest): void {
    if (request.companions !== undefined) {
      this.options.companions.keep(this.uri.toString(), request.companions);
    }
    if (request.namedTable !== undefined) this.options.tables.keep(request.namedTable);
    this.engine.reload(request);
  }

  /** Paths of its recordings. */
  get recordings(): readonly string[] {
    return [this.uri.fsPath, ...this.engine.companions.map(({ path }) => path)];
  }

  /** Aborted when the last panel is closed. */
  get signal(): AbortSignal {
    return this.closing.signal;
  }

  dispose(): void {
    this.closing.abort();
    this.owned.dispose();
    this.options.closed(this);
  }
}
