import type { SymbolState } from '../../protocol/code';
import { Listeners } from '../Listeners';
import type { Listen } from '../Listeners';
import type { TraceEngine } from '../TraceEngine';
import { untilLoaded } from '../untilLoaded';
import { symbolWishes } from './gatherWishes';
import { noWishes } from './Wishes';
import type { Wishes } from './Wishes';

export interface DocumentSymbolsOptions {
  readonly engine: TraceEngine;
  /** Aborted when the document is closed. */
  readonly closed: AbortSignal;
  /** What is to be used. `recorded`: what is in use before anything is wished, and what the recordings say of kernels. */
  readonly wishes: (recorded: SymbolState) => Promise<Wishes>;
  /** Something else may be wished from now on. */
  readonly wishesChanged: Listen<unknown>;
  readonly failed: (error: unknown) => void;
}

/**
 * Keeps the wished files of symbols in use, from one load of a document to the next: the worker that
 * read them ends with its load.
 */
export class DocumentSymbols {
  private applied: Applied;
  private readonly listeners = new Listeners<SymbolState | undefined>();
  private readonly following: readonly { dispose(): void }[];
  private lastWished = noWishes;

  constructor(private readonly options: DocumentSymbolsOptions) {
    const { engine, wishesChanged } = options;
    this.applied = this.begin(Promise.resolve());
    this.following = [
      engine.onLoad(() => this.followLoad()),
      wishesChanged(() => this.beginNext()),
    ];
  }

  /** undefined: other symbols are about to be used, or nothing is loaded. */
  readonly onDidChange: Listen<SymbolState | undefined> = this.listeners.event;

  /** Where the files that are in use come from, and those that are not. */
  get wished(): Wishes {
    return this.lastWished;
  }

  /** Waits until the trace is loaded and the wished files are in use; undefined: nothing is loaded, or it was closed. */
  async ready(): Promise<SymbolState | undefined> {
    for (;;) {
      this.followLoad();
      const { applied } = this;
      const state = await applied.state;
      if (this.options.closed.aborted) return undefined;
      if (this.isCurrent(applied)) return state;
    }
  }

  /** Has what is wished for asked again. */
  renew(): Promise<SymbolState | undefined> {
    this.beginNext();
    return this.ready();
  }

  dispose(): void {
    for (const following of this.following) following.dispose();
    this.listeners.dispose();
  }

  private followLoad(): void {
    if (!this.isCurrent(this.applied)) this.beginNext();
  }

  private beginNext(): void {
    this.applied = this.begin(this.applied.state);
    this.listeners.fire(undefined);
  }

  /** `before`: what must have ended, so that the worker does not end up with what was wished earlier. */
  private begin(before: Promise<unknown>): Applied {
    const applied: Applied = {
      loads: this.options.engine.loads,
      state: before.then(() => this.apply(applied)),
    };
    return applied;
  }

  private async apply(applied: Applied): Promise<SymbolState | undefined> {
    const { engine, closed, wishes, failed } = this.options;
    try {
      const facts = await untilLoaded(engine, closed);
      if (facts === undefined || !this.isCurrent(applied)) return undefined;
      const recorded = await engine.call('symbolState', {});
      if (recorded === null) return undefined;
      const wished = await wishes(recorded);
      if (!this.isCurrent(applied)) return undefined;
      const state = (await engine.call('useSymbols', symbolWishes(wished))) ?? undefined;
      if (!this.isCurrent(applied)) return undefined;
      this.lastWished = wished;
      this.listeners.fire(state);
      return state;
    } catch (error) {
      // Whoever waits gets no symbols; the engine answers nobody once its trace is closed.
      if (!closed.aborted) failed(error);
      return undefined;
    }
  }

  private isCurrent(applied: Applied): boolean {
    return applied === this.applied && applied.loads === this.options.engine.loads;
  }
}

/** What was wished for once, of one load. */
interface Applied {
  readonly loads: number;
  /** Never rejects. */
  readonly state: Promise<SymbolState | undefined>;
}
