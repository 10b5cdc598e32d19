import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { symbolFiles } from '../src/engine/node/symbolFiles';
import { hexOfSigned } from '../src/base/signedAddress';
import type { SymbolFile } from '../src/symbols/SymbolFile';
import { generatedProgram } from './generatedProgram';
import type { AnswerTimes } from './laterAnswers';
import { isInstalled, measure } from './measure';
import type { Measured } from './measure';

const RUNS = 3;
const FIRST_ADDRESSES = 3;
const LATER_ADDRESSES = 500;
/** Of a kernel's debug image, some 500 MB. */
const MOST_FIRST_SECONDS = 3;
const MOST_FIRST_MB = 300;
const MOST_LATER_MS = 20;
const SEED = 1;

/**
 * Times the first answer of `exitscope resolve` and those that follow beside addr2line at the same
 * addresses. `image`: an ELF with debug information; undefined: a program is built for it.
 */
export async function benchSymbols(
  cli: string,
  folder: string,
  image: string | undefined,
): Promise<void> {
  if (image === undefined && !isInstalled('gcc')) {
    console.log('\ngcc is not installed, and no image is named: symbols are not timed.');
    return;
  }
  const file = image ?? generatedProgram(folder);
  console.log(`\nsymbols and lines of ${file}, ${(statSync(file).size / 2 ** 20).toFixed(0)} MB`);
  const [read] = await symbolFiles([file]);
  const addresses = randomAddresses(read!, FIRST_ADDRESSES + LATER_ADDRESSES);
  const hasTheirs = isInstalled('addr2line');
  for (const address of addresses.slice(0, FIRST_ADDRESSES)) {
    const text = hexOfSigned(address);
    const ours = measure(`node ${cli} resolve --symbols ${file} ${text}`, RUNS);
    print(`first, ${text}`, ours);
    if (!hasTheirs) continue;
    const theirs = measure(`addr2line -i -f -e ${file} ${text}`, RUNS);
    print('  addr2line', theirs);
    const share = (ours.wallSeconds / theirs.wallSeconds).toFixed(1);
    const memory = memoryShare(ours, theirs);
    console.log(
      `  ${share} times as long as addr2line${memory} (of 500 MB: limits ${MOST_FIRST_SECONDS} s, ${MOST_FIRST_MB} MB)`,
    );
  }
  timeLater(folder, file, addresses.slice(FIRST_ADDRESSES));
  if (!hasTheirs) return;
  const list = addresses.slice(FIRST_ADDRESSES).map(hexOfSigned).join(' ');
  const theirs = measure(`addr2line -i -f -e ${file} ${list}`, 1);
  const each = (theirs.wallSeconds * 1000) / LATER_ADDRESSES;
  console.log(`  addr2line: ${each.toFixed(2)} ms each of ${LATER_ADDRESSES} at once`);
}

/** One by one, in one process, of code that is bundled as the product is: what `tsx` makes is slower. */
function timeLater(folder: string, file: string, addresses: readonly number[]): void {
  const program = path.join(folder, 'laterAnswers.js');
  buildSync({
    entryPoints: [path.join(__dirname, 'laterAnswers.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  const printed = execFileSync('node', [program, file, ...addresses.map(String)], {
    encoding: 'utf8',
  });
  const { wallMs, cpuMs, peakMb } = JSON.parse(printed) as AnswerTimes;
  console.log(`  opening it: ${wallMs[0]!.toFixed(0)} ms`);
  for (const [name, times] of [
    ['wall', wallMs],
    ['CPU', cpuMs],
  ] as const) {
    const sorted = times.slice(1).sort((a, b) => a - b);
    const at = (share: number): string => sorted[Math.ceil(share * sorted.length) - 1]!.toFixed(1);
    console.log(
      `  later answers, ${name}: median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms, most ${at(1)} ms (limit ${MOST_LATER_MS})`,
    );
  }
  console.log(`  after ${addresses.length} answers: ${peakMb.toFixed(0)} MB at most`);
}

/** Anywhere in the image's code. */
function randomAddresses(file: SymbolFile, count: number): readonly number[] {
  const sections = file.is === 'program' ? file.elf.sections : [];
  const text = sections.find(({ name }) => name === '.text');
  if (text === undefined) throw new Error('The image has no section .text.');
  let state = SEED;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return text.address + Math.floor((state / 2 ** 32) * text.bytes);
  });
}

function print(name: string, { cpuSeconds, wallSeconds, peakMb }: Measured): void {
  const memory = peakMb === undefined ? '' : `  ${peakMb.toFixed(0).padStart(6)} MB`;
  console.log(
    `  ${name.padEnd(26)} ${cpuSeconds.toFixed(2).padStart(8)} s CPU  ${wallSeconds.toFixed(2).padStart(8)} s wall${memory}`,
  );
}

function memoryShare(ours: Measured, theirs: Measured): string {
  if (ours.peakMb === undefined || theirs.peakMb === undefined) return '';
  return `, in ${(ours.peakMb / theirs.peakMb).toFixed(2)} times its memory`;
}
