import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';

const root = path.join(__dirname, '../..');

/** The command line of this source tree, as a program of its own. */
export interface BuiltCli {
  /** Runs a command with standard output into a file; throws when it fails. */
  readonly into: (file: string, ...args: readonly string[]) => void;
  /** Runs a command that answers with one JSON value. */
  readonly json: (...args: readonly string[]) => unknown;
}

/** `folder`: where the program and its answers are put. */
export async function builtCli(folder: string): Promise<BuiltCli> {
  const program = path.join(folder, 'cli.js');
  await esbuild.build({
    entryPoints: [path.join(root, 'src/cli/main.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  // The decoder of instructions is read from the program's own folder.
  copyFileSync(require.resolve('iced-x86/iced_x86_bg.wasm'), path.join(folder, 'iced_x86_bg.wasm'));
  const into = (file: string, ...args: readonly string[]): void => {
    const output = openSync(file, 'w');
    try {
      const { status } = spawnSync(process.execPath, [program, ...args], {
        stdio: ['ignore', output, 'ignore'],
      });
      if (status !== 0) throw new Error(`exitscope ${args.join(' ')} ended with ${String(status)}`);
    } finally {
      closeSync(output);
    }
  };
  const answer = path.join(folder, 'answer.json');
  const json = (...args: readonly string[]): unknown => {
    into(answer, ...args, '--json');
    return JSON.parse(readFileSync(answer, 'utf8'));
  };
  return { into, json };
}
