/**
 * npm run verify:symbols -- IMAGE... [--count N] [--seed N] [--section NAME]
 * npm run verify:symbols -- --golden IMAGE...
 *
 * Compares source lines and inlined functions at random addresses of an ELF image (3,000 of `.text`
 * unless told otherwise) with addr2line and llvm-symbolizer, and says how long answers took and how
 * much memory. An answer passes whose names and whose places one of the tools gives. Or keeps what the
 * tools say of every address beside the image, for the tests.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hexOfSigned } from '../src/base/signedAddress';
import { FileSource } from '../src/engine/node/FileSource';
import { nodeDecompressor } from '../src/engine/node/nodeDecompressor';
import type { ElfSection } from '../src/formats/elf/ElfFile';
import { readElf } from '../src/formats/elf/readElf';
import { openDebugLines } from '../src/symbols/debugLines';
import type { LineTable, SourceFrame } from '../src/symbols/LineTable';
import { agreement, agreesInParts } from '../test/support/symbols/agreement';
import { framesRuns, framesText } from '../test/support/symbols/framesText';
import { framesByAddr2line, framesBySymbolizer } from '../test/support/symbols/toolFrames';

const USAGE =
  'Usage: npm run verify:symbols -- [--golden] IMAGE... [--count N] [--seed N] [--section NAME]';
const SHOWN_DIFFERENCES = 10;
const MB = 2 ** 20;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      golden: { type: 'boolean' },
      count: { type: 'string', default: '3000' },
      seed: { type: 'string', default: '1' },
      section: { type: 'string', default: '.text' },
    },
    allowPositionals: true,
  });
  const [count, seed] = [Number(values.count), Number(values.seed)];
  if (positionals.length === 0 || !(count > 0) || !Number.isInteger(seed)) {
    console.error(USAGE);
    return 2;
  }
  let status = 0;
  for (const image of positionals) {
    const source = new FileSource(image);
    const startMs = performance.now();
    const elf = readElf(source, await nodeDecompressor());
    const section = elf.sections.find(({ name }) => name === values.section);
    if (section === undefined) {
      console.error(`${image} has no section ${values.section}.`);
      return 2;
    }
    const lines = openDebugLines(elf);
    if (lines === undefined) {
      console.error(`${image} has no debug information. Build it with -g, or name its debug file.`);
      return 2;
    }
    const openedMs = performance.now() - startMs;
    if (values.golden === true) keepGolden(image, section);
    else {
      const addresses = randomAddresses(section, count, seed);
      status = Math.max(status, compare(image, lines, addresses, openedMs));
    }
    for (const { message } of lines.diagnostics) console.log(`  ${message}`);
    source.close();
  }
  return status;
}

function compare(
  image: string,
  lines: LineTable,
  addresses: readonly number[],
  openedMs: number,
): number {
  const times: number[] = [];
  let mostBytes = 0;
  const answers = addresses.map((address): readonly SourceFrame[] => {
    const startMs = performance.now();
    const frames = lines.frames(address);
    times.push(performance.now() - startMs);
    mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
    return frames;
  });
  console.log(`${image}: ${timesText(image, addresses[0]!, openedMs, times)}`);
  console.log(`  at most ${Math.round(mostBytes / MB)} MB of memory, Node included`);

  const tools = [framesByAddr2line, framesBySymbolizer].map((tool) => tool(image, addresses));
  const byTool = tools.map((texts) =>
    answers.map((ours, index) => agreement(ours, texts[index] ?? '')),
  );
  ['addr2line', 'llvm-symbolizer'].forEach((name, tool) => {
    const counts = new Map<string, number>();
    for (const found of byTool[tool]!) counts.set(found, (counts.get(found) ?? 0) + 1);
    const text = [...counts].map(([found, times_]) => `${found} ${times_}`).join(', ');
    console.log(`  ${name}: ${text}`);
  });
  const unlike = answers
    .map((_, index) => index)
    .filter((index) => byTool.every((agreements) => agreements[index] === 'different'))
    .filter((index) => {
      const theirs = tools.map((texts) => texts[index] ?? '');
      return !agreesInParts(answers[index]!, theirs);
    });
  for (const index of unlike.slice(0, SHOWN_DIFFERENCES)) {
    console.log(`  ${hexOfSigned(addresses[index]!)}\n    ours ${framesText(answers[index]!)}`);
    for (const texts of tools) console.log(`    tool ${texts[index] ?? ''}`);
  }
  console.log(`  ${unlike.length} of ${addresses.length} answers are neither tool's`);
  return unlike.length > 0 ? 1 : 0;
}

function timesText(
  image: string,
  address: number,
  openedMs: number,
  times: readonly number[],
): string {
  const startMs = performance.now();
  spawnSync('addr2line', ['-i', '-f', '-e', image, hexOfSigned(address)]);
  const toolMs = performance.now() - startMs;
  const sorted = times.slice(1).sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  const firstMs = openedMs + times[0]!;
  return (
    `first answer after ${firstMs.toFixed(0)} ms (addr2line on it: ${toolMs.toFixed(0)} ms), ` +
    `later ones ${at(0.5)} ms (median), ${at(0.99)} ms (99 %), ${at(1)} ms (longest)`
  );
}

/** Every address of the section, as both tools have it. */
function keepGolden(image: string, { address, bytes }: ElfSection): void {
  const addresses = Array.from({ length: bytes }, (_, index) => address + index);
  for (const [name, tool] of [
    ['addr2line', framesByAddr2line],
    ['symbolizer', framesBySymbolizer],
  ] as const) {
    const file = image.replace(/\.elf$/, `.${name}.txt`);
    writeFileSync(file, framesRuns(addresses, tool(image, addresses)));
    console.log(`${file} written`);
  }
}

/** The same for the same seed: a linear congruential generator (Numerical Recipes). */
function randomAddresses({ address, bytes }: ElfSection, count: number, seed: number): number[] {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return address + Math.floor((state / 2 ** 32) * bytes);
  });
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
