import { WorkerClient, type WorkerClientOptions } from '../engine/node/WorkerClient';

/** Every worker thread there is, until it has really ended. */
export class TraceWorkers {
  private readonly running = new Set<WorkerClient>();

  constructor(private readonly workerFile: string) {}

  get count(): number {
    return this.running.size;
  }

  start(options: Omit<WorkerClientOptions, 'workerFile'>): WorkerClient {
    const worker = new WorkerClient({ ...options, workerFile: this.workerFile });
    this.running.add(worker);
    void worker.ended.then(() => this.running.delete(worker));
    return worker;
  }

  dispose(): void {
    for (const worker of this.running) worker.dispose();
  }
}
