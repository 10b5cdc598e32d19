/**
 * Times `exitscope exits` and the load in the editor against trace-cmd report and cat, on the same
 * large files in one run; then `exits` of texts. perf reads no trace.dat, so perf kvm stat has no row.
 * npm run bench [-- RECORDING [EVENTS]]: the recording that is repeated until it has so many events.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeLargeTrace } from './largeTrace';
import { isInstalled, measure } from './measure';
import { row } from './row';
import { benchTexts } from './texts';

const RUNS = 3;
const folder = path.join(__dirname, 'data');
const cli = path.join(__dirname, '../dist/cli.js');
const loadOnce = path.join(__dirname, 'loadOnce.mjs');
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
}

function report(name: string, file: string, events: number, targetMillions: number): void {
  const bytes = statSync(file).size;
  console.log(`\n${name}: ${events} events, ${(bytes / 2 ** 20).toFixed(0)} MB`);
  const ours = measure(`node ${cli} exits ${file}`, RUNS);
  row('exitscope exits', ours, events);
  const loaded = measure(`node ${loadOnce} ${file}`, 1);
  row('load in the editor', loaded, events);
  row('cat', measure(`cat ${file}`, RUNS), events);
  if (!isInstalled('trace-cmd')) return;
  const theirs = measure(`trace-cmd report ${file}`, 1);
  row('trace-cmd report', theirs, events);
  const rate = events / ours.cpuSeconds / 1e6;
  const ratio = theirs.cpuSeconds / ours.cpuSeconds;
  const limitMb = (events * 48) / 2 ** 20 + 150;
  console.log(`  ${rate.toFixed(1)} million events a CPU second (target ${targetMillions})`);
  console.log(`  ${ratio.toFixed(1)} times faster than trace-cmd report (target 12)`);
  if (loaded.peakMb !== undefined) {
    console.log(`  ${loaded.peakMb.toFixed(0)} MB loaded (limit ${limitMb.toFixed(0)})`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
