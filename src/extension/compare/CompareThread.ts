import type { CompareJob } from '../../engine/node/jobs/Job';
import type { JobThread } from '../../engine/node/jobs/JobThread';
import type { TraceWorkers } from '../TraceWorkers';

/** Compares in a thread that may have begun, and loaded its code, before all runs were read. */
export class CompareThread {
  private ahead: JobThread<'compare'> | undefined;
  private begin: (job: CompareJob) => void = () => undefined;

  constructor(private readonly workers: Pick<TraceWorkers, 'run'>) {}

  /** One of several runs is read, and a core has nothing to do. */
  prepare(): void {
    if (this.ahead !== undefined) return;
    const job = new Promise<CompareJob>((resolve) => (this.begin = resolve));
    this.ahead = this.workers.run<'compare'>(job);
    // Where nothing is compared in the end, nobody waits for it.
    this.ahead.result.catch(() => undefined);
  }

  run(job: CompareJob): JobThread<'compare'> {
    const { ahead } = this;
    if (ahead === undefined) return this.workers.run<'compare'>(job);
    this.ahead = undefined;
    this.begin(job);
    return ahead;
  }

  /** There is nothing to compare. */
  dispose(): void {
    this.ahead?.dispose();
    this.ahead = undefined;
  }
}
