import type { SessionHandlers } from '../engine/SessionApi';
import type { Companion } from '../protocol/Companion';
import type { LoadState } from '../protocol/loading';
import type { Params, Result } from '../protocol/requests';

export type LoadRequest = Params<'reload'>;
/** `loadNumber` counts the loads of a document, from 1. */
export type LoadListener = (load: LoadState, loadNumber: number) => void;

/** What answers the questions about one loaded trace. */
export interface Engine {
  call<M extends keyof SessionHandlers>(method: M, params: Params<M>): Promise<Result<M>>;
  dispose(): void;
}

export type StartEngine = (request: LoadRequest, loadWentOn: (load: LoadState) => void) => Engine;

/**
 * What stands behind one open document, for all its panels. A reload ends the engine and starts
 * another: the one way to give the memory of the old trace back before the new one is read.
 */
export class TraceEngine {
  private engine: Engine;
  private loadNumber = 0;
  private readonly listeners = new Set<LoadListener>();

  /** `request`: what the first load is to be. */
  constructor(
    private readonly start: StartEngine,
    private request: LoadRequest = {},
  ) {
    this.engine = this.started();
  }

  /** How many loads there were, the current one included. */
  get loads(): number {
    return this.loadNumber;
  }

  /** The recordings beside the document's own. */
  get companions(): readonly Companion[] {
    return this.request.companions ?? [];
  }

  /** Frequency that the user gave for a clock that counts cycles. */
  get tscKhz(): number | undefined {
    return this.request.tscKhz;
  }

  /** A call that a reload overtakes is asked of the new engine: its end says nothing of the trace. */
  async call<M extends keyof SessionHandlers>(method: M, params: Params<M>): Promise<Result<M>> {
    for (;;) {
      const { engine } = this;
      try {
        return await engine.call(method, params);
      } catch (error) {
        if (engine === this.engine) throw error;
      }
    }
  }

  /** Loads the file again; what the request does not name stays as it was. */
  reload(request: LoadRequest): void {
    this.request = { ...this.request, ...request };
    this.engine.dispose();
    this.engine = this.started();
  }

  onLoad(listener: LoadListener): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  dispose(): void {
    this.listeners.clear();
    this.engine.dispose();
  }

  private started(): Engine {
    const loadNumber = ++this.loadNumber;
    return this.start(this.request, (load) => {
      for (const listener of this.listeners) listener(load, loadNumber);
    });
  }
}
