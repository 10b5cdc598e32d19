import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** Writes what a program prints into a file, and throws away what it complains of. False: it failed. */
export async function exportText(
  program: string,
  options: readonly string[],
  into: string,
): Promise<boolean> {
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  await pipeline(child.stdout, createWriteStream(into));
  return (await ended) === 0;
}
