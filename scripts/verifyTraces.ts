/**
 * npm run verify:traces -- DIR
 * npm run verify:traces -- --golden FOLDER DIR
 *
 * Compares every trace.dat under DIR, and every host's with its guest's, with `trace-cmd report -R -t`,
 * every perf.data with what perf script gives to a script of its own, the exits of both where they are
 * of one run (`X.trace.dat` and `X.perf.data`), and each with its own CSV export and its texts, read
 * back. Or keeps what the tools print in FOLDER, for the tests.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../src/base/messageOf';
import { compareWithReport } from '../test/support/compareWithReport';
import type { Comparison } from '../test/support/compareWithReport';
import { goldenReport } from '../test/support/goldenReport';
import type { GoldenReport } from '../test/support/goldenReport';
import { findOnPath } from './setup/findOnPath.mjs';
import { comparePair } from './verify/comparePair';
import { compareRuns } from './verify/compareRuns';
import { compareWithPerfScript } from './verify/compareWithPerfScript';
import { perfGolden } from './verify/perfGolden';
import { recordingsUnder } from './verify/recordings';
import { verifyExports } from './verify/verifyExports';
import { verifyTexts } from './verify/verifyTexts';

const USAGE = 'Usage: npm run verify:traces -- [--golden FOLDER] DIR';

/** Recordings of one kind, and the tool that reads them too. */
interface Tool {
  readonly name: string;
  /** Debian's package. */
  readonly package: string;
  readonly files: readonly string[];
  readonly compare: (program: string, file: string) => Promise<Comparison>;
  readonly golden: (program: string, file: string) => Promise<GoldenReport>;
  /** Whether it relates a host's and its guest's recording. */
  readonly comparePairs: boolean;
  /** Ends of file names, which golden files do not have. */
  readonly extension: string;
  readonly goldenExtension: string;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { golden: { type: 'string' } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) {
    console.error(USAGE);
    return 2;
  }
  const tools = toolsFor(folder);
  if (tools.every(({ files }) => files.length === 0)) {
    console.error(`There is no trace.dat and no perf.data under ${folder}.`);
    return 2;
  }
  let status = 0;
  for (const tool of tools) {
    if (tool.files.length === 0) continue;
    const program = findOnPath(tool.name);
    if (program === undefined) {
      console.error(
        `${tool.name} is missing, with which to compare. Debian: apt-get install ${tool.package}`,
      );
      status = 2;
    } else if (values.golden === undefined) {
      status = Math.max(status, await compareAll(program, folder, tool));
      if (tool.comparePairs) status = Math.max(status, await comparePairs(program, folder));
    } else await keepAll(program, values.golden, tool);
  }
  if (values.golden !== undefined) return status;
  status = Math.max(status, await compareAllRuns(folder));
  const different = await verifyExports(
    folder,
    tools.flatMap(({ files }) => files),
  );
  const [{ files: traceDats }] = tools;
  const program = findOnPath('trace-cmd');
  const unlike = program === undefined ? 0 : await verifyTexts(program, folder, traceDats);
  return different > 0 || unlike > 0 ? 1 : status;
}

function toolsFor(folder: string): readonly [Tool, Tool] {
  const { traceDats, perfData } = recordingsUnder(folder);
  return [
    {
      name: 'trace-cmd',
      package: 'trace-cmd',
      files: traceDats,
      compare: compareWithReport,
      golden: goldenReport,
      comparePairs: true,
      extension: '.trace.dat',
      goldenExtension: '.report.json',
    },
    {
      name: 'perf',
      package: 'linux-perf',
      files: perfData,
      compare: compareWithPerfScript,
      golden: perfGolden,
      comparePairs: false,
      extension: '.perf.data',
      goldenExtension: '.script.json',
    },
  ];
}

/** One line a file and a total; the exit status. */
async function compareAll(program: string, folder: string, tool: Tool): Promise<number> {
  const total = { events: 0, compared: 0, different: 0, unread: 0 };
  for (const file of tool.files) {
    const { events, compared, differences, notes, unread } = await tool.compare(program, file);
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
    `${tool.name}: ${tool.files.length} files, ${events} events, ${compared} of them field by field: ${verdict}${left}`,
  );
  return different === 0 ? 0 : 1;
}

/** Hosts' and guests' recordings merged, in trace-cmd's order; the exit status. */
async function comparePairs(program: string, folder: string): Promise<number> {
  let status = 0;
  for (const pair of pairFolders(folder)) {
    const name = path.relative(folder, pair);
    const { events, difference, notes } = await comparePair(program, pair);
    if (difference !== undefined) status = 1;
    console.log(`${difference ? 'DIFFERENT' : 'equal'}  ${name}: ${events} events merged`);
    if (difference !== undefined) console.log(`    ${difference}`);
    for (const note of notes) console.log(`    note: ${note}`);
  }
  return status;
}

/** Folders with a host's and its guest's recording that trace-cmd relates to each other. */
function pairFolders(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === 'guest.trace.dat')
    .map(({ parentPath }) => parentPath)
    .filter((parent) => existsSync(path.join(parent, 'host.trace.dat')))
    .sort();
}

/** Two recordings of one run, by their names. */
async function compareAllRuns(folder: string): Promise<number> {
  let status = 0;
  for (const perfData of recordingsUnder(folder).perfData) {
    const traceDat = perfData.replace(/\.perf\.data$/, '.trace.dat');
    if (traceDat === perfData || !existsSync(traceDat)) continue;
    const { exits, differences, note } = await compareRuns(traceDat, perfData);
    const verdict =
      differences.length > 0 ? 'DIFFERENT' : note === undefined ? 'equal' : 'NOT COMPARED';
    const name = path.relative(folder, perfData);
    console.log(
      `${verdict}  run of ${name}: ${exits} exits${note === undefined ? '' : `, ${note}`}`,
    );
    for (const difference of differences) console.log(`    ${difference}`);
    if (differences.length > 0) status = 1;
  }
  return status;
}

async function keepAll(program: string, into: string, tool: Tool): Promise<void> {
  mkdirSync(into, { recursive: true });
  for (const file of tool.files) {
    const stem = path.basename(file, '.dir').replace(tool.extension, '');
    const name = `${stem}${tool.goldenExtension}`;
    try {
      const report = JSON.stringify(await tool.golden(program, file));
      writeFileSync(path.join(into, name), `${report}\n`);
      console.log(`kept  ${name}`);
    } catch (error) {
      console.log(`LEFT OUT  ${name}: ${messageOf(error)}`);
    }
  }
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(messageOf(error));
    process.exitCode = 1;
  },
);
