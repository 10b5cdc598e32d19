import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/**
 * Where a program lies that a shell would run.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export function findOnPath(name) {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // Absent and not executable are the same to us.
  }
}
