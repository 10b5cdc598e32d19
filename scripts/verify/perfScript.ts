import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** An event as perf script gives it to a script. */
export interface ScriptedEvent {
  /** `kvm:kvm_exit`, `cpu-clock`. */
  readonly event: string;
  readonly comm: string;
  /** 4294967295: not recorded. */
  readonly hostCpu: number;
  readonly tid: number;
  /** Decimal. */
  readonly stamp: string;
  /** Numbers in decimal; texts with a colon in front. */
  readonly fields: Readonly<Record<string, string>>;
}

/** All events that perf script shows of a recording, in its order, at the pace they are used. */
export async function* scriptedEvents(
  program: string,
  file: string,
): AsyncGenerator<ScriptedEvent> {
  const script = path.join(__dirname, 'perfEvents.py');
  for await (const line of linesOf(program, ['script', '-i', file, '-s', script])) {
    yield JSON.parse(line) as ScriptedEvent;
  }
}

/** Events that the LOST records of a recording count, by perf script. */
export async function scriptedLosses(program: string, file: string): Promise<number> {
  let lost = 0;
  const args = ['script', '-i', file, '--show-lost-events', '-F', 'comm'];
  for await (const line of linesOf(program, args)) {
    lost += Number(/PERF_RECORD_LOST lost (\d+)/.exec(line)?.[1] ?? 0);
  }
  return lost;
}

/** perf complains about what it does not know of other machines on stderr, and ends well. */
async function* linesOf(program: string, args: readonly string[]): AsyncGenerator<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  yield* createInterface({ input: child.stdout, crlfDelay: Infinity });
  const code = await ended;
  if (code !== 0) throw new Error(`perf ${args.join(' ')} ended with ${code}`);
}
