import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Test files of folders, dealt out so that each share holds about as much as the others: their size
 * stands for the time they take.
 *
 * @param {readonly string[]} folders
 * @param {readonly string[]} left folders that are left out
 * @param {number} count of shares
 * @returns {string[][]} paths from the working directory, sorted; no share is empty
 */
export function shards(folders, left, count) {
  const files = folders.flatMap(testFiles).filter((file) => !left.some((of) => isIn(file, of)));
  const sized = files.map((file) => ({ file, bytes: statSync(file).size }));
  sized.sort((a, b) => b.bytes - a.bytes);
  const shares = Array.from({ length: Math.min(count, files.length) }, () => ({
    bytes: 0,
    files: /** @type {string[]} */ ([]),
  }));
  for (const { file, bytes } of sized) {
    const least = shares.reduce((a, b) => (b.bytes < a.bytes ? b : a));
    least.bytes += bytes;
    least.files.push(file);
  }
  return shares.map((share) => share.files.sort());
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function testFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name));
}

/**
 * @param {string} file
 * @param {string} folder
 */
function isIn(file, folder) {
  return file.startsWith(folder + path.sep);
}
