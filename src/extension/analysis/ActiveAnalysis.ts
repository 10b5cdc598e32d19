import * as vscode from 'vscode';
import type { ActiveTrace } from '../ActiveTrace';
import type { TraceDocument } from '../TraceDocument';
import type { AnalysisState } from './AnalysisState';
import { readAnalysis } from './readAnalysis';

/** Follows the trace that was looked at last and its loads; tells what is known of it. */
export class ActiveAnalysis {
  private current: AnalysisState = { kind: 'none' };
  private readonly changed = new vscode.EventEmitter<AnalysisState>();
  readonly onDidChange = this.changed.event;
  private readonly following: vscode.Disposable;
  /** Counts what is read: an answer that another trace has overtaken must not be shown. */
  private reading = 0;

  constructor(
    active: ActiveTrace,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.following = active.follow((document) => this.follow(document));
  }

  get state(): AnalysisState {
    return this.current;
  }

  dispose(): void {
    this.following.dispose();
    this.changed.dispose();
  }

  private follow(document: TraceDocument | undefined): { dispose(): void } | undefined {
    this.reading++;
    if (document === undefined) {
      this.set({ kind: 'none' });
      return undefined;
    }
    void this.read(document);
    return document.engine.onLoad((load) => {
      // The end of a load is waited for in any case.
      if (load.kind === 'loading' && this.current.kind !== 'loading') void this.read(document);
    });
  }

  private async read(document: TraceDocument): Promise<void> {
    const reading = ++this.reading;
    this.set({ kind: 'loading' });
    const uri = document.uri.toString();
    let state: AnalysisState;
    try {
      state = await readAnalysis(uri, document.engine, document.signal);
    } catch (error) {
      // The page of the trace shows its own failures; here nobody waits for an answer.
      this.log.error(`${uri}: no analysis.`, error);
      state = { kind: 'failed' };
    }
    if (reading === this.reading) this.set(state);
  }

  private set(state: AnalysisState): void {
    this.current = state;
    this.changed.fire(state);
  }
}
