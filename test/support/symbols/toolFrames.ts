import { spawnSync } from 'node:child_process';
import { hexOfSigned } from '../../../src/base/signedAddress';

/** What the two tools say of addresses, a text each as `framesText` writes them. */
export type ToolFrames = (image: string, addresses: readonly number[]) => string[];

/**
 * As addr2line (binutils) prints functions, those they are inlined into, and lines. Of a relocatable
 * file, addresses count from the start of one of its sections.
 */
export function framesByAddr2line(
  image: string,
  addresses: readonly number[],
  section?: string,
): string[] {
  const within = section === undefined ? [] : ['-j', section];
  const printed = run('addr2line', ['-a', '-i', '-f', ...within, '-e', image], addresses);
  const answers: string[][] = [];
  for (const line of printed.split('\n')) {
    if (/^0x[0-9a-f]{16}$/.test(line)) answers.push([]);
    else if (line !== '') answers.at(-1)!.push(line.replace(/ \(discriminator \d+\)$/, ''));
  }
  return answers.map(joined);
}

/**
 * As llvm-symbolizer does. Short names keep it from naming the outermost function after its ELF
 * symbol (`mixed.constprop.0`), which addr2line does not; in C they are the linkage names.
 */
export const framesBySymbolizer: ToolFrames = (image, addresses) => {
  const printed = run('llvm-symbolizer', ['--functions=short', '-e', image], addresses);
  const answers = printed.split('\n\n').slice(0, addresses.length);
  return answers.map((answer) =>
    joined(answer.split('\n').map((line) => line.replace(/^(.*:\d+):\d+$/, '$1'))),
  );
};

/** Lines by turns a function's name and `file:line`. */
function joined(lines: readonly string[]): string {
  const frames: string[] = [];
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const name = lines[index] === '??' ? '?' : lines[index]!;
    const place = lines[index + 1]!.replace(/^\?\?:/, '?:').replace(/:0$/, ':?');
    frames.push(`${name} ${place}`);
  }
  return frames.join(', ');
}

function run(program: string, args: readonly string[], addresses: readonly number[]): string {
  const input = addresses.map((address) => `${hexOfSigned(address)}\n`).join('');
  const { stdout, error } = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (error) throw error;
  return stdout;
}
