/**
 * Reads recordings for a comparison as the editor does, each in a thread of its own and all at the
 * same time, compares them where there are several, and lets go of all.
 * node compareOnce.mjs RECORDING...: once. With --cycles N: again and again, as tabs are opened and
 * closed, with the process's memory in bytes printed after each time. Fails where a thread is left.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

const workerFile = fileURLToPath(new URL('../dist/worker.js', import.meta.url));
const { values, positionals } = parseArgs({
  options: { cycles: { type: 'string' } },
  allowPositionals: true,
});

let threads = 0;

function begun(workerData) {
  threads++;
  return new Worker(workerFile, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  });
}

/** @returns {Promise<any>} what the job gives, once its thread has ended. */
function done(worker) {
  return new Promise((resolve, reject) => {
    let result;
    worker.on('message', (message) => {
      if (message.kind === 'failed') reject(new Error(message.message));
      if (message.kind === 'done') result = message.result;
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      threads--;
      resolve(result);
    });
  });
}

function profile(file) {
  const symbols = { files: [], slides: [] };
  return done(
    begun({ job: 'profile', file, companions: [], namedTables: [], parameters: {}, symbols }),
  );
}

async function compare(files) {
  let comparing;
  const read = files.map(async (file) => {
    const result = await profile(file);
    if (files.length > 1) comparing ??= begun({ job: 'coming' });
    return result;
  });
  const profiles = await Promise.all(read);
  comparing?.postMessage({ job: 'compare', profiles, pairings: [] });
  if (comparing !== undefined) await done(comparing);
}

if (values.cycles === undefined) await compare(positionals);
for (let left = Number(values.cycles ?? 0); left > 0; left--) {
  await compare(positionals);
  globalThis.gc?.();
  console.log(process.memoryUsage.rss());
}
if (threads > 0) throw new Error(`${threads} threads are left`);
