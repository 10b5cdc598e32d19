import { Worker } from 'node:worker_threads';
import { heapLimitMb } from '../WorkerClient';
import type { ComingJob, Job, JobMessage, JobResults } from './Job';

type JobOf<Kind extends Job['job']> = Extract<Job, { readonly job: Kind }>;

export interface JobThreadOptions<Kind extends Job['job']> {
  /** The bundle of worker.ts. */
  readonly workerFile: string;
  /** A promise of one: the thread begins already, and waits for it. */
  readonly job: JobOf<Kind> | Promise<JobOf<Kind>>;
  readonly progress?: (doneBytes: number, totalBytes: number) => void;
}

/** A job in a thread of its own, which ends with it: all its memory is given back. */
export class JobThread<Kind extends Job['job']> {
  /** Rejects with what to tell the user, also when the thread was ended by `dispose`. */
  readonly result: Promise<JobResults[Kind]>;
  /** Resolves when the thread is gone, for whatever reason. */
  readonly ended: Promise<void>;
  private readonly worker: Worker;

  constructor({ workerFile, job, progress }: JobThreadOptions<Kind>) {
    const coming: ComingJob = { job: 'coming' };
    this.worker = new Worker(workerFile, {
      workerData: job instanceof Promise ? coming : job,
      resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
    });
    if (job instanceof Promise) void job.then((come) => this.worker.postMessage(come));
    this.ended = new Promise((resolve) => this.worker.once('exit', () => resolve()));
    this.result = new Promise((resolve, reject) => {
      this.worker.on('message', (message: JobMessage) => {
        if (message.kind === 'progress') progress?.(message.doneBytes, message.totalBytes);
        else if (message.kind === 'failed') reject(new Error(message.message));
        else resolve(message.result as JobResults[Kind]);
      });
      this.worker.on('error', reject);
      this.worker.on('messageerror', reject);
      this.worker.on('exit', () => reject(new Error('The thread of the comparison was ended.')));
    });
  }

  dispose(): void {
    void this.worker.terminate();
  }
}
