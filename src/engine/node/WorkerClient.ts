import { Worker } from 'node:worker_threads';
import { RpcClient, type Incoming } from '../../protocol/RpcClient';
import type { LoadState } from '../../protocol/loading';
import type { Params, Result } from '../../protocol/requests';
import type { SessionHandlers } from '../SessionApi';
import { handlersWithoutTrace } from './handlersWithoutTrace';
import type { WorkerInput } from './WorkerInput';

/**
 * For everything but the events, whose columns lie outside the heap and have a limit of their own.
 * Stated, because an unstated one is the extension host's, and its overrun ends the whole host.
 */
export const heapLimitMb = 2048;

export interface WorkerClientOptions {
  /** The bundle of worker.ts. */
  readonly workerFile: string;
  readonly input: WorkerInput;
  readonly onLoad: (load: LoadState) => void;
  /** The thread ended by itself, which is a bug or a lack of memory: for the log. */
  readonly onCrash: (error: Error) => void;
}

/** One trace in a thread of its own. Ending the thread gives all its memory back. */
export class WorkerClient {
  /** Resolves when the thread is gone, for whatever reason. */
  readonly ended: Promise<void>;
  private readonly worker: Worker;
  private readonly rpc: RpcClient;
  private crashed: SessionHandlers | undefined;
  private isDisposed = false;

  constructor(private readonly options: WorkerClientOptions) {
    this.worker = new Worker(options.workerFile, {
      workerData: options.input,
      resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
    });
    this.rpc = new RpcClient((call) => this.worker.postMessage(call));
    this.ended = new Promise((resolve) => this.worker.once('exit', () => resolve()));
    this.worker.on('message', (incoming: Incoming) => this.receive(incoming));
    this.worker.on('error', (error: Error) => this.crash(error));
    this.worker.on('messageerror', (error) => this.crash(error));
    this.worker.on('exit', (code) => this.crash(new Error(`it ended with code ${code}`)));
  }

  call<M extends keyof SessionHandlers>(method: M, params: Params<M>): Promise<Result<M>> {
    if (this.crashed === undefined) return this.rpc.call(method, params);
    return this.crashed[method](params);
  }

  dispose(): void {
    this.isDisposed = true;
    this.rpc.close('The trace was closed.');
    void this.worker.terminate();
  }

  private receive(incoming: Incoming): void {
    if (!('notice' in incoming)) this.rpc.receive(incoming);
    // Sent before the end, delivered after it: the editor may show another load by now.
    else if (!this.isDisposed) this.options.onLoad(incoming.load);
  }

  private crash(error: Error): void {
    // An error is followed by the end of the thread: the first one heard of is the cause.
    if (this.isDisposed || this.crashed !== undefined) return;
    const message = `The trace engine stopped: ${error.message}. ${adviceFor(error)}`;
    this.crashed = handlersWithoutTrace(message);
    this.rpc.close(message);
    void this.worker.terminate();
    this.options.onCrash(error);
    this.options.onLoad({ kind: 'failed', message });
  }
}

function adviceFor(error: Error): string {
  const isOutOfMemory =
    error instanceof RangeError || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY');
  return isOutOfMemory ? 'Open a part of the trace.' : 'Close the editor and open the trace again.';
}
