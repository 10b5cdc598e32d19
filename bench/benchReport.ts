import path from 'node:path';
import { writeLargeTrace } from './largeTrace';
import { measure } from './measure';
import type { Measured } from './measure';
import { row } from './row';

const RUNS = 3;
const MILLIONS = [1, 5, 20];
const TARGET_MILLIONS = 3;
/** Beyond the columns, of which a report holds a block at a time. */
const MOST_BYTES_AN_EVENT = 24;
/** By how much an event of the longest recording may take longer than one of the shorter ones. */
const MOST_GROWTH = 1.1;

interface Step extends Measured {
  readonly events: number;
}

/** Times `exitscope report` of a recording that is repeated, as it grows: events a second, memory an event. */
export async function benchReport(cli: string, recording: string, folder: string): Promise<void> {
  const files = new Map<string, number>();
  for (const millions of MILLIONS) {
    const file = path.join(folder, `grown.${millions}.trace.dat`);
    files.set(file, await writeLargeTrace(recording, file, millions * 1e6));
  }
  for (const format of ['', ' --json']) {
    console.log(`\nexitscope report${format}, as the recording grows`);
    const steps = [...files].map(([file, events]): Step => {
      const measured = measure(`node ${cli} report${format} ${file}`, RUNS);
      row(`${(events / 1e6).toFixed(0)} million events`, measured, events);
      return { ...measured, events };
    });
    judge(steps);
  }
}

function judge([first, middle, last]: readonly Step[]): void {
  const rate = middle!.events / middle!.cpuSeconds / 1e6;
  console.log(`  ${rate.toFixed(1)} million events a CPU second (target ${TARGET_MILLIONS})`);
  const growth = slope(middle!, last!, 'cpuSeconds') / slope(first!, middle!, 'cpuSeconds');
  console.log(`  an event more takes ${growth.toFixed(2)} times as long (limit ${MOST_GROWTH})`);
  if (last!.peakMb === undefined) return;
  const bytes = slope(first!, last!, 'peakMb') * 2 ** 20;
  console.log(`  ${bytes.toFixed(1)} bytes an event (limit ${MOST_BYTES_AN_EVENT})`);
}

/** What an event more takes, between two lengths. */
function slope(from: Step, to: Step, of: 'cpuSeconds' | 'peakMb'): number {
  return (to[of]! - from[of]!) / (to.events - from.events);
}
