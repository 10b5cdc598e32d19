/**
 * npm run fuzz -- [seconds] [seed]
 *
 * Opens damaged copies of the recordings in test/fixtures, for a minute unless told otherwise. The
 * work is done by a second process, so that a hang is seen and ended.
 */
import { fork } from 'node:child_process';
import { nodeDecompressor } from '../src/engine/node/nodeDecompressor';
import { fuzzInputs } from '../test/support/fuzz/fuzzInputs';
import { fuzzTraces } from '../test/support/fuzz/fuzzTraces';

const DEFAULT_SECONDS = 60;
const HANG_MS = 30_000;
/** Cases between two signs of life. */
const CASES_A_SIGN = 50;

async function work(seconds: number, seed: number): Promise<void> {
  const decompressor = await nodeDecompressor();
  const until = performance.now() + seconds * 1000;
  const report = fuzzTraces({
    inputs: fuzzInputs(decompressor),
    decompressor,
    seed,
    firstCase: 0,
    goesOn: (caseNumber) => {
      if (caseNumber % CASES_A_SIGN === 0) process.send?.(caseNumber);
      return performance.now() < until;
    },
  });
  const { cases, opened, refused, unnoticed, grownBytes } = report;
  console.log(
    `seed ${seed}: ${cases} damaged recordings, ${opened} opened (${unnoticed} without a complaint), ` +
      `${refused} refused; memory grew by ${Math.round(grownBytes / 2 ** 20)} MB at most`,
  );
}

/** Starts the worker and waits for its end; its exit status, or 1 when it shows no sign of life. */
function supervise(seconds: number, seed: number): Promise<number> {
  const child = fork(__filename, [String(seconds), String(seed), 'work'], {
    execArgv: [...process.execArgv],
  });
  let lastCase = 0;
  const hang = (): void => {
    console.error(`seed ${seed}: hangs in one of the ${CASES_A_SIGN} cases from ${lastCase} on`);
    child.kill('SIGKILL');
  };
  let timer = setTimeout(hang, HANG_MS);
  child.on('message', (caseNumber: number) => {
    lastCase = caseNumber;
    clearTimeout(timer);
    timer = setTimeout(hang, HANG_MS);
  });
  return new Promise((resolve) => {
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
}

async function main(): Promise<number> {
  const [seconds = DEFAULT_SECONDS, seed = Date.now() % 1_000_000] = process.argv
    .slice(2, 4)
    .map(Number);
  if (!(seconds > 0) || !Number.isInteger(seed)) {
    console.error('Usage: npm run fuzz -- [seconds] [seed]');
    return 2;
  }
  if (process.argv[4] !== 'work') return supervise(seconds, seed);
  await work(seconds, seed);
  return 0;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
