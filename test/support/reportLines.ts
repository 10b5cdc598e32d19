import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Lines of `trace-cmd report -R -t`, at the pace they are used. Throws with its complaint when it fails. */
export async function* reportLines(
  program: string,
  file: string,
  options: readonly string[] = [],
): AsyncGenerator<string> {
  const child = spawn(program, ['report', '-R', '-t', ...options, '-i', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, 1000);
  });
  // Names are bytes in no known encoding.
  child.stdout.setEncoding('latin1');
  yield* createInterface({ input: child.stdout, crlfDelay: Infinity });
  const code = await ended;
  if (code !== 0) {
    throw new Error(
      `trace-cmd report ended with ${code}: ${complaint.trim().replaceAll(/\s+/g, ' ')}`,
    );
  }
}
