import * as vscode from 'vscode';
import { loadProgress } from './loadProgress';
import { offerReload } from './offerReload';
import { TraceEngine, type StartEngine } from './TraceEngine';

/** One open file, whatever the number of its panels. VS Code disposes it with the last of them. */
export class TraceDocument implements vscode.CustomDocument {
  readonly engine: TraceEngine;
  private readonly owned: vscode.Disposable;

  constructor(
    readonly uri: vscode.Uri,
    start: StartEngine,
    private readonly closed: (document: TraceDocument) => void,
  ) {
    this.engine = new TraceEngine(start);
    this.owned = vscode.Disposable.from(
      this.engine,
      loadProgress(uri, this.engine),
      offerReload(uri, this.engine),
    );
  }

  dispose(): void {
    this.owned.dispose();
    this.closed(this);
  }
}
