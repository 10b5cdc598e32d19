import { execFileSync, spawnSync } from 'node:child_process';

/** Whether a program of the machine's can be run: what is compared with it is compared where it is there. */
export function hasTool(name: string): boolean {
  return spawnSync(name, ['--version']).status === 0;
}

/** What a program prints. */
export function toolText(name: string, args: readonly string[]): string {
  return execFileSync(name, [...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
}
