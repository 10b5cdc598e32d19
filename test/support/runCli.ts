import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { scratchFolder } from './scratchFolder';

const main = path.join(__dirname, '../../src/cli/main.ts');
const traces = path.join(__dirname, '../fixtures/traces');

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a user does: bundled. */
export function runCli(...args: readonly string[]): CliResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundledCli(), ...args], {
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
  const { status, stderr } = spawnSync(process.execPath, [bundledCli(), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', descriptor, 'pipe'],
  });
  return { status, stderr };
}

let bundle: string | undefined;

/** Built once, with what it reads from its own folder: sources would be compiled anew for each command. */
function bundledCli(): string {
  bundle ??= buildCli(scratchFolder('cli'));
  return bundle;
}

function buildCli(folder: string): string {
  const outfile = path.join(folder, 'cli.js');
  esbuild.buildSync({
    entryPoints: [main],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  const wasm = require.resolve('iced-x86/iced_x86_bg.wasm');
  copyFileSync(wasm, path.join(folder, path.basename(wasm)));
  return outfile;
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
