import * as vscode from 'vscode';
import type { TraceDocument } from './TraceDocument';

/** The trace that was looked at last; none once it is closed. */
export class ActiveTrace {
  private current: TraceDocument | undefined;
  private readonly changed = new vscode.EventEmitter<TraceDocument | undefined>();

  get document(): TraceDocument | undefined {
    return this.current;
  }

  /**
   * Calls `begin` with the trace that was looked at last, and again whenever that is another one or
   * none. What it began with the one before is disposed first.
   */
  follow(
    begin: (trace: TraceDocument | undefined) => { dispose(): void } | undefined,
  ): vscode.Disposable {
    let begun = begin(this.current);
    const changes = this.changed.event((trace) => {
      begun?.dispose();
      begun = begin(trace);
    });
    return vscode.Disposable.from(changes, { dispose: () => begun?.dispose() });
  }

  activated(document: TraceDocument): void {
    if (document !== this.current) this.set(document);
  }

  closed(document: TraceDocument): void {
    if (document === this.current) this.set(undefined);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private set(document: TraceDocument | undefined): void {
    this.current = document;
    this.changed.fire(document);
  }
}
