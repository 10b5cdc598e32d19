import * as vscode from 'vscode';
import { loadProgress } from './loadProgress';
import { offerReload } from './offerReload';
import type { Relay } from './Relay';
import type { RememberedCompanions } from './RememberedCompanions';
import type { RememberedTables } from './RememberedTables';
import { TraceEngine } from './TraceEngine';
import type { LoadRequest, StartEngine } from './TraceEngine';

export interface TraceDocumentOptions {
  readonly uri: vscode.Uri;
  readonly start: StartEngine;
  readonly companions: RememberedCompanions;
  readonly tables: RememberedTables;
  readonly closed: (document: TraceDocument) => void;
}

/** One open file, whatever the number of its panels. VS Code disposes it with the last of them. */
export class TraceDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly engine: TraceEngine;
  /** One a panel. */
  readonly relays = new Set<Relay>();
  private readonly owned: vscode.Disposable;
  private readonly closing = new AbortController();

  constructor(private readonly options: TraceDocumentOptions) {
    const { uri, start, companions } = options;
    this.uri = uri;
    this.engine = new TraceEngine(start, { companions: companions.of(uri.toString()) });
    this.owned = vscode.Disposable.from(
      this.engine,
      loadProgress(uri, this.engine),
      offerReload(uri, this.engine),
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
