import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';

/**
 * Runs `npm ci` when `node_modules` is absent or holds other versions than the lock file says.
 *
 * @param {string} repository
 */
export async function ensureNodeModules(repository) {
  if (isUpToDate(repository)) return;
  console.log('Installing the npm packages of this repository …');
  // `--include=dev`: a machine with NODE_ENV=production would leave out all we need.
  await npm('npm ci', repository, ['ci', '--include=dev', '--ignore-scripts']);
}

/** @param {string} repository */
function isUpToDate(repository) {
  // npm writes what it really installed into this second, hidden lock file.
  const installedLock = path.join(repository, 'node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const installed = readPackages(installedLock);
  const wanted = readPackages(path.join(repository, 'package-lock.json'));
  return Object.entries(wanted).every(
    ([folder, { version, optional }]) =>
      folder === '' || (installed[folder]?.version ?? (optional ? version : '')) === version,
  );
}

/**
 * @typedef {Record<string, { version?: string, optional?: boolean }>} Packages
 *
 * @param {string} lockFile
 */
function readPackages(lockFile) {
  const lock = /** @type {{ packages: Packages }} */ (JSON.parse(readFileSync(lockFile, 'utf8')));
  return lock.packages;
}
