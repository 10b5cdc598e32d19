import * as vscode from 'vscode';
import type { TraceDocument } from './TraceDocument';

/** The trace that was looked at last; none once it is closed. */
export class ActiveTrace {
  private current: TraceDocument | undefined;
  private readonly changed = new vscode.EventEmitter<TraceDocument | undefined>();
  readonly onDidChange = this.changed.event;

  get document(): TraceDocument | undefined {
    return this.current;
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
