import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import path from 'node:path';
import { writeLargeTrace } from './largeTrace';
import { measure } from './measure';
import type { Measured } from './measure';
import { row } from './row';

const RUNS = 3;
const LEAST_EVENTS = 5_000_000;
/** Another load than that of the bench's own recording. */
const otherRun = path.join(__dirname, '../test/fixtures/traces/vmx-hlt-ipi.trace.dat');
const compareOnce = path.join(__dirname, 'compareOnce.mjs');
const loadOnce = path.join(__dirname, 'loadOnce.mjs');

/** Both runs' threads against the longer of the two alone, where each has a core. */
const MOST_WALL = 1.2;
/** `compare` on the command line against `report` of both, and its memory against one report's. */
const MOST_CPU = 1.3;
const MOST_MORE_MB = 50;
const CYCLES = 20;
/** The allocator needs some to settle. */
const SETTLING_CYCLES = 5;
const MOST_GROWTH_MB_A_CYCLE = 0.5;
const MB = 2 ** 20;

/**
 * Times a comparison against each of its runs alone, in the same minute: the editor's threads, and
 * `exitscope compare`. Then opens and closes one again and again, after which no memory must be kept.
 */
export async function benchCompare(cli: string, recording: string, folder: string): Promise<void> {
  const [a, b] = ['compared.a.trace.dat', 'compared.b.trace.dat'].map((name) =>
    path.join(folder, name),
  ) as [string, string];
  const events = await writeLargeTrace(recording, a, LEAST_EVENTS);
  const othersEvents = await writeLargeTrace(otherRun, b, LEAST_EVENTS);
  const both = events + othersEvents;
  const timed = (name: string, command: string, of: number): Measured => {
    const measured = measure(`node ${command}`, RUNS);
    row(name, measured, of);
    return measured;
  };

  console.log('\ncomparing two runs in the editor');
  const empty = measure('node -e 0', RUNS);
  const openA = timed('open A', `${loadOnce} ${a}`, events);
  const openB = timed('open B', `${loadOnce} ${b}`, othersEvents);
  const alone = [
    timed('read A alone', `${compareOnce} ${a}`, events),
    timed('read B alone', `${compareOnce} ${b}`, othersEvents),
  ] as const;
  const compared = timed('compare A and B', `${compareOnce} ${a} ${b}`, both);
  const wall = compared.wallSeconds / Math.max(...alone.map(({ wallSeconds }) => wallSeconds));
  const load = loadavg()[0]!.toFixed(1);
  console.log(
    `  ${wall.toFixed(2)} times as long as the longer run alone (limit ${MOST_WALL} on two idle cores; load ${load})`,
  );
  printMemory('the two read alone', compared, alone, empty);
  printMemory('the two opened', compared, [openA, openB], empty);
  printGrowth(a, b);

  console.log('\nexitscope compare');
  const reportA = timed('report A', `${cli} report ${a}`, events);
  const reportB = timed('report B', `${cli} report ${b}`, othersEvents);
  const command = timed('compare A B', `${cli} compare ${a} ${b}`, both);
  const cpu = command.cpuSeconds / (reportA.cpuSeconds + reportB.cpuSeconds);
  console.log(`  ${cpu.toFixed(2)} times the CPU time of both reports (limit ${MOST_CPU})`);
  if (command.peakMb === undefined) return;
  const more = command.peakMb - Math.max(reportA.peakMb!, reportB.peakMb!);
  console.log(`  ${more.toFixed(0)} MB more than one report (limit ${MOST_MORE_MB})`);
}

/** What Node takes by itself counts once on either side. */
function printMemory(
  name: string,
  { peakMb }: Measured,
  apart: readonly Measured[],
  empty: Measured,
): void {
  if (peakMb === undefined) return;
  const own = (measured: Measured): number => measured.peakMb! - empty.peakMb!;
  const sum = apart.reduce((total, one) => total + own(one), 0);
  const share = (peakMb - empty.peakMb!) / sum;
  console.log(
    `  ${share.toFixed(2)} times the memory of ${name}, without Node's own ${empty.peakMb!.toFixed(0)} MB (limit 1)`,
  );
}

function printGrowth(a: string, b: string): void {
  const args = ['--expose-gc', compareOnce, '--cycles', String(CYCLES), a, b];
  // Holes in the arenas that glibc gives to threads come and go: they are no memory that is kept.
  const env = { ...process.env, MALLOC_ARENA_MAX: '1' };
  const rss = execFileSync('node', args, { encoding: 'utf8', env }).trim().split('\n').map(Number);
  const settled = rss.slice(SETTLING_CYCLES - 1);
  const [first, last] = [settled[0]!, settled.at(-1)!].map((bytes) => (bytes / MB).toFixed(0));
  const growth = slope(settled) / MB;
  console.log(
    `  ${first} MB once it was opened and closed ${SETTLING_CYCLES} times, ${last} MB after ${CYCLES}: ${growth.toFixed(2)} MB more a time (limit ${MOST_GROWTH_MB_A_CYCLE})`,
  );
}

/** By how much the values grow from one to the next, by least squares. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const products = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  const squares = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return products / squares;
}
