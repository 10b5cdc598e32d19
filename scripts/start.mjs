/**
 * `npm start`: opens the sample recording in VS Code. `npm start -- --screenshot FILE` takes a
 * picture of it instead and ends. Only Node's own modules here: it installs the others.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isSetupError, SetupError } from './setup/SetupError.mjs';
import { ensureNodeModules } from './setup/nodeModules.mjs';

const repository = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values: options } = parseArgs({
  options: { screenshot: { type: 'string' }, port: { type: 'string' } },
});
const pictureFile = options.screenshot && path.resolve(options.screenshot);
const port = options.port === undefined ? undefined : Number(options.port);

process.chdir(repository);
try {
  if (port !== undefined && !(port > 0 && port < 65_536)) {
    throw new SetupError(`"${options.port}" is no port: give a number from 1 to 65535.`);
  }
  await ensureNodeModules(repository);
  // From here on packages can be imported, and with tsx TypeScript.
  const { require: requireTypeScript } = await import('tsx/cjs/api');
  const { openSample } = /** @type {typeof import('./openSample')} */ (
    requireTypeScript('./openSample', import.meta.url)
  );
  await openSample({ repository, pictureFile, port });
} catch (error) {
  if (!isSetupError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
