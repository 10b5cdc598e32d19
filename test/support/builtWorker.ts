import path from 'node:path';
import * as esbuild from 'esbuild';

/** Builds the extension's worker into a folder, and returns its file. */
export async function builtWorker(folder: string): Promise<string> {
  const workerFile = path.join(folder, 'worker.js');
  await esbuild.build({
    entryPoints: [path.join(__dirname, '../../src/engine/node/worker.ts')],
    outfile: workerFile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  return workerFile;
}
