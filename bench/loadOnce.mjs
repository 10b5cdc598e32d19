/** Loads a recording as the editor does, in the extension's own worker thread, and ends. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const worker = new Worker(fileURLToPath(new URL('../dist/worker.js', import.meta.url)), {
  workerData: { file: process.argv[2], memoryLimitBytes: 64 * 2 ** 30 },
});
worker.on('message', ({ load }) => {
  if (load === undefined || load.kind === 'loading') return;
  if (load.kind !== 'complete') throw new Error(`the load ended in state ${load.kind}`);
  process.exit();
});
