import { statSync } from 'node:fs';
import path from 'node:path';
import { measure } from './measure';
import type { Measured } from './measure';
import { row } from './row';

const RUNS = 3;
/** What a load in the editor may take: for each event, and for everything else. */
const MOST_BYTES_AN_EVENT = 48;
const MOST_MB_BESIDE = 150;
const cli = path.join(__dirname, '../dist/cli.js');
const loadOnce = path.join(__dirname, 'loadOnce.mjs');

/** A large file, and how many events of it a CPU second should do. */
export interface LargeFile {
  readonly name: string;
  readonly file: string;
  readonly events: number;
  readonly targetMillions: number;
}

/** What our commands took. */
export interface OurTimes {
  readonly exits: Measured;
  readonly report: Measured;
}

/** Times our commands and our load, and cat; prints a line each and the targets. Returns the commands'. */
export function reportOurs({ name, file, events, targetMillions }: LargeFile): OurTimes {
  const bytes = statSync(file).size;
  console.log(`\n${name}: ${events} events, ${(bytes / 2 ** 20).toFixed(0)} MB`);
  const exits = measure(`node ${cli} exits ${file}`, RUNS);
  row('exitscope exits', exits, events);
  const report = measure(`node ${cli} report ${file}`, RUNS);
  row('exitscope report', report, events);
  const loaded = measure(`node ${loadOnce} ${file}`, 1);
  row('load in the editor', loaded, events);
  row('cat', measure(`cat ${file}`, RUNS), events);
  const rate = events / exits.cpuSeconds / 1e6;
  const limitMb = (events * MOST_BYTES_AN_EVENT) / 2 ** 20 + MOST_MB_BESIDE;
  console.log(`  ${rate.toFixed(1)} million events a CPU second (target ${targetMillions})`);
  if (loaded.peakMb !== undefined) {
    console.log(`  ${loaded.peakMb.toFixed(0)} MB loaded (limit ${limitMb.toFixed(0)})`);
  }
  return { exits, report };
}
