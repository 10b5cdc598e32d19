import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { SetupError } from './SetupError.mjs';

/**
 * Runs a program to its end with our own standard output and error.
 * A signal to us goes on to the program and, once that has ended, ends us: nothing outlives a
 * cancelled run, and nothing follows it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 * @returns {Promise<number>} exit code; 128 when a signal ended it
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      timeout: options.timeoutMs,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      child.once('exit', () => process.exit(128 + constants.signals[signal]));
      child.kill(signal);
    };
    process.on('SIGINT', forward).on('SIGTERM', forward);
    const release = () => process.off('SIGINT', forward).off('SIGTERM', forward);
    child.once('error', (error) => {
      release();
      reject(error);
    });
    child.once('exit', (code) => {
      release();
      resolve(code ?? 128);
    });
  });
}

/**
 * As `run`, for a step that nothing can go on without.
 *
 * @param {string} purpose what failed, in the error message
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export async function mustRun(purpose, command, args, options) {
  const code = await run(command, args, options);
  if (code !== 0)
    throw new SetupError(`${purpose} failed: exit code ${code}, see the output above.`);
}
