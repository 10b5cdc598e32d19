/**
 * Times `exitscope exits` and the load in the editor against cat and the tools that read the same
 * large files, in one run: trace-cmd report for trace.dat, perf script and perf kvm stat for perf.data.
 * Then `exits` of texts, `report` of recordings of growing length, comparisons of two runs, and
 * symbols: of the image that EXITSCOPE_VMLINUX names, or of a program that is built for it.
 * npm run bench [-- RECORDING [EVENTS]]: the trace.dat that is repeated until it has so many events.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { benchCompare } from './benchCompare';
import { benchPerfData } from './benchPerfData';
import { writeLargeTrace } from './largeTrace';
import { benchReport } from './benchReport';
import { isInstalled, measure } from './measure';
import { reportOurs } from './report';
import { row } from './row';
import { benchSymbols } from './symbols';
import { benchTexts } from './texts';

const folder = path.join(__dirname, 'data');
const cli = path.join(__dirname, '../dist/cli.js');
const sample = path.join(__dirname, '../sample/mixed.trace.dat');

async function main(): Promise<void> {
  const [recording = sample, leastEvents = '6000000'] = process.argv.slice(2);
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run npm run build first.');
  mkdirSync(folder, { recursive: true });
  const plain = path.join(folder, 'large.v6.trace.dat');
  const events = await writeLargeTrace(recording, plain, Number(leastEvents));
  report('uncompressed', plain, events, 6);
  const packed = path.join(folder, 'large.zstd.trace.dat');
  if (isInstalled('trace-cmd')) {
    const convert = ['convert', '-i', plain, '-o', packed, '--file-version', '7'];
    execFileSync('trace-cmd', [...convert, '--compression', 'zstd'], { stdio: 'ignore' });
    report('zstd', packed, events, 4);
    await benchTexts(cli, recording, folder);
  } else
    console.log('trace-cmd is not installed: no zstd file, no texts, and nothing to compare with.');
  await benchPerfData(folder, Number(leastEvents));
  await benchReport(cli, recording, folder);
  await benchCompare(cli, recording, folder);
  await benchSymbols(cli, folder, process.env['EXITSCOPE_VMLINUX']);
}

function report(name: string, file: string, events: number, targetMillions: number): void {
  const ours = reportOurs({ name, file, events, targetMillions });
  if (!isInstalled('trace-cmd')) return;
  const theirs = measure(`trace-cmd report ${file}`, 1);
  row('trace-cmd report', theirs, events);
  const [exits, report] = [ours.exits, ours.report].map((of) => theirs.cpuSeconds / of.cpuSeconds);
  console.log(
    `  ${exits!.toFixed(1)} times faster than trace-cmd report (target 12), report ${report!.toFixed(1)} times`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
