import { mustRun } from './run.mjs';

/**
 * Runs npm in a folder. Log level and folder are set here because `npm test` hands its own down
 * to us through the environment.
 *
 * @param {string} purpose
 * @param {string} folder
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function npm(purpose, folder, args, env) {
  const options = ['--prefix', folder, '--loglevel', 'error', '--no-audit', '--no-fund'];
  // npm tells the scripts it runs where it lies; on Windows `npm` alone cannot be spawned.
  const npmScript = process.env['npm_execpath'];
  const [command, first] = npmScript?.endsWith('.js')
    ? [process.execPath, [npmScript]]
    : ['npm', []];
  await mustRun(purpose, command, [...first, ...args, ...options], {
    cwd: folder,
    ...(env === undefined ? {} : { env }),
  });
}
