import type { Job } from '../engine/node/jobs/Job';
import { JobThread, type JobThreadOptions } from '../engine/node/jobs/JobThread';
import { WorkerClient, type WorkerClientOptions } from '../engine/node/WorkerClient';

interface Thread {
  readonly ended: Promise<void>;
  dispose(): void;
}

/** Every worker thread there is, until it has really ended. */
export class TraceWorkers {
  private readonly running = new Set<Thread>();

  constructor(private readonly workerFile: string) {}

  get count(): number {
    return this.running.size;
  }

  start(options: Omit<WorkerClientOptions, 'workerFile'>): WorkerClient {
    return this.counted(new WorkerClient({ ...options, workerFile: this.workerFile }));
  }

  /** Has a job done in a thread of its own. */
  run<Kind extends Job['job']>(
    job: JobThreadOptions<Kind>['job'],
    progress?: JobThreadOptions<Kind>['progress'],
  ): JobThread<Kind> {
    const { workerFile } = this;
    return this.counted(new JobThread<Kind>({ workerFile, job, ...(progress && { progress }) }));
  }

  dispose(): void {
    for (const worker of this.running) worker.dispose();
  }

  private counted<T extends Thread>(thread: T): T {
    this.running.add(thread);
    void thread.ended.then(() => this.running.delete(thread));
    return thread;
  }
}
