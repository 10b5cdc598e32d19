import { execFileSync } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeLargeTrace } from './largeTrace';
import { measure } from './measure';
import { row } from './row';

const RUNS = 3;
const LEAST_EVENTS = 4_000_000;
const TARGET_MILLIONS = 1.5;
/** In the words of the plugins, of the kernel, and by name. */
const dialects = [[], ['-N'], ['-R']] as const;

/** Times `exitscope exits` of what trace-cmd report prints of a long recording; needs trace-cmd. */
export async function benchTexts(cli: string, recording: string, folder: string): Promise<void> {
  const binary = path.join(folder, 'printed.trace.dat');
  const events = await writeLargeTrace(recording, binary, LEAST_EVENTS);
  for (const options of dialects) benchText(cli, binary, events, options);
}

function benchText(cli: string, binary: string, events: number, options: readonly string[]): void {
  const name = ['report', ...options].join(' ');
  const text = `${binary}.${['report', ...options].join('')}.txt`;
  print(binary, text, options);
  const mb = (statSync(text).size / 2 ** 20).toFixed(0);
  console.log(`\ntext of trace-cmd ${name}: ${events} lines, ${mb} MB`);
  const ours = measure(`node ${cli} exits ${text}`, RUNS);
  row('exitscope exits', ours, events);
  row('cat', measure(`cat ${text}`, RUNS), events);
  const rate = (events / ours.cpuSeconds / 1e6).toFixed(2);
  console.log(`  ${rate} million lines a CPU second (target ${TARGET_MILLIONS})`);
}

function print(binary: string, text: string, options: readonly string[]): void {
  const into = openSync(text, 'w');
  try {
    const args = ['report', ...options, '-i', binary];
    execFileSync('trace-cmd', args, { stdio: ['ignore', into, 'ignore'] });
  } finally {
    closeSync(into);
  }
}
