import type { SessionHandlers } from '../engine/SessionApi';
import type { LoadState, Params, Result } from '../protocol/requests';

export type LoadRequest = Params<'reload'>;
export type LoadListener = (load: LoadState) => void;

/** What answers the questions about one loaded trace. */
export interface Engine {
  call<M extends keyof SessionHandlers>(method: M, params: Params<M>): Promise<Result<M>>;
  dispose(): void;
}

export type StartEngine = (request: LoadRequest, loadWentOn: LoadListener) => Engine;

/**
 * What stands behind one open document, for all its panels. A reload ends the engine and starts
 * another: the one way to give the memory of the old trace back before the new one is read.
 */
export class TraceEngine {
  private engine: Engine;
  private request: LoadRequest = {};
  private readonly listeners = new Set<LoadListener>();

  constructor(private readonly start: StartEngine) {
    this.engine = this.started();
  }

  call<M extends keyof SessionHandlers>(method: M, params: Params<M>): Promise<Result<M>> {
    return this.engine.call(method, params);
  }

  reload(request: LoadRequest): void {
    this.request = request;
    this.engine.dispose();
    this.engine = this.started();
  }

  /** Reads the file anew, the same part of it. */
  loadAgain(): void {
    this.reload(this.request);
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
    return this.start(this.request, (load) => {
      for (const listener of this.listeners) listener(load);
    });
  }
}
