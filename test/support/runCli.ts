import { spawnSync } from 'node:child_process';
import path from 'node:path';

const main = path.join(__dirname, '../../src/cli/main.ts');
const traces = path.join(__dirname, '../fixtures/traces');

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a user does, from its sources. */
export function runCli(...args: readonly string[]): CliResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import=tsx', main, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  return { status, stdout, stderr };
}

/** The same with standard output into an open file. */
export function runCliInto(
  descriptor: number,
  ...args: readonly string[]
): Pick<CliResult, 'status' | 'stderr'> {
  const { status, stderr } = spawnSync(process.execPath, ['--import=tsx', main, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', descriptor, 'pipe'],
  });
  return { status, stderr };
}

/** Path of a fixture recording, by its name without ending. */
export function fixture(name: string): string {
  return path.join(traces, `${name}.trace.dat`);
}

/** Standard output, one JSON value a line. */
export function jsonLines(result: CliResult): Record<string, unknown>[] {
  const lines = result.stdout.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}
