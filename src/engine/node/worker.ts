/** Entry of the thread that holds one trace: bundled by itself, started by WorkerClient. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveTrace } from './serveTrace';
import type { WorkerInput } from './WorkerInput';

if (parentPort === null) throw new Error('The trace engine runs in a worker thread only.');
serveTrace(parentPort, workerData as WorkerInput);
