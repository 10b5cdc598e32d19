/**
 * npm run verify:traces -- DIR
 * npm run verify:traces -- --golden FOLDER DIR
 *
 * Compares every trace.dat under DIR, and every host's with its guest's, with `trace-cmd report -R -t`,
 * and each with its own CSV export and its texts, read back; or keeps what trace-cmd prints in FOLDER, for the tests.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isTraceDat } from '../src/formats/tracedat/readHeader';
import { compareWithReport } from '../test/support/compareWithReport';
import { goldenReport } from '../test/support/goldenReport';
import { findOnPath } from './setup/findOnPath.mjs';
import { comparePair } from './verify/comparePair';
import { verifyExports } from './verify/verifyExports';
import { verifyTexts } from './verify/verifyTexts';

const USAGE = 'Usage: npm run verify:traces -- [--golden FOLDER] DIR';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { golden: { type: 'string' } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  const program = findOnPath('trace-cmd');
  if (folder === undefined || positionals.length > 1) {
    console.error(USAGE);
    return 2;
  }
  if (program === undefined) {
    console.error('trace-cmd is missing, with which to compare. Debian: apt-get install trace-cmd');
    return 2;
  }
  const files = traceDatFiles(folder);
  if (files.length === 0) {
    console.error(`There is no trace.dat under ${folder}.`);
    return 2;
  }
  if (values.golden === undefined) {
    const isEqual = await comparePairs(program, folder);
    const status = Math.max(await compareAll(program, folder, files), isEqual ? 0 : 1);
    const unlike = await verifyTexts(program, folder, files);
    return (await verifyExports(folder, files)) > 0 || unlike > 0 ? 1 : status;
  }
  await keepAll(program, values.golden, files);
  return 0;
}

/** One line a file and a total; the exit status. */
async function compareAll(program: string, folder: string, files: string[]): Promise<number> {
  const total = { events: 0, compared: 0, different: 0, unread: 0 };
  for (const file of files) {
    const { events, compared, differences, notes, unread } = await compareWithReport(program, file);
    total.events += events;
    total.compared += compared;
    if (differences.length > 0) total.different++;
    if (unread) total.unread++;
    const verdict = differences.length > 0 ? 'DIFFERENT' : unread ? 'NOT COMPARED' : 'equal';
    const name = path.relative(folder, file);
    console.log(`${verdict}  ${name}: ${events} events, ${compared} of them field by field`);
    for (const note of notes) console.log(`    note: ${note}`);
    for (const difference of differences) console.log(`    ${difference}`);
  }
  const { events, compared, different, unread } = total;
  const verdict = different === 0 ? 'all equal' : `${different} files differ`;
  const left = unread === 0 ? '' : `, ${unread} not compared`;
  console.log(
    `${files.length} files, ${events} events, ${compared} of them field by field: ${verdict}${left}`,
  );
  return different === 0 ? 0 : 1;
}

/** Hosts' and guests' recordings merged: whether in trace-cmd's order. */
async function comparePairs(program: string, folder: string): Promise<boolean> {
  let isEqual = true;
  for (const pair of pairFolders(folder)) {
    const name = path.relative(folder, pair);
    const { events, difference, notes } = await comparePair(program, pair);
    isEqual &&= difference === undefined;
    console.log(`${difference ? 'DIFFERENT' : 'equal'}  ${name}: ${events} events merged`);
    if (difference !== undefined) console.log(`    ${difference}`);
    for (const note of notes) console.log(`    note: ${note}`);
  }
  return isEqual;
}

/** Folders with a host's and its guest's recording that trace-cmd relates to each other. */
function pairFolders(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === 'guest.trace.dat')
    .map(({ parentPath }) => parentPath)
    .filter((parent) => existsSync(path.join(parent, 'host.trace.dat')))
    .sort();
}

async function keepAll(program: string, into: string, files: string[]): Promise<void> {
  mkdirSync(into, { recursive: true });
  for (const file of files) {
    const name = `${path.basename(file, '.trace.dat')}.report.json`;
    try {
      const report = JSON.stringify(await goldenReport(program, file));
      writeFileSync(path.join(into, name), `${report}\n`);
      console.log(`kept  ${name}`);
    } catch (error) {
      console.log(`LEFT OUT  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Every *.dat below the folder that starts like a trace.dat. */
function traceDatFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.dat'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => isTraceDat(firstBytes(file)))
    .sort();
}

function firstBytes(file: string): Uint8Array {
  const bytes = new Uint8Array(16);
  const descriptor = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
