/** Entry of the thread that holds one trace, or does one job: bundled by itself. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ComingJob, Job } from './jobs/Job';
import { serveJob } from './jobs/serveJob';
import { serveTrace } from './serveTrace';
import type { WorkerInput } from './WorkerInput';

if (parentPort === null) throw new Error('The trace engine runs in a worker thread only.');
const input = workerData as WorkerInput | Job | ComingJob;
if ('job' in input) void serveJob(parentPort, input);
else serveTrace(parentPort, input);
