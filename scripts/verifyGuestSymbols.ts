import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { builtCli } from './verify/builtCli';
import type { BuiltCli } from './verify/builtCli';
import { SimpleKallsyms, spelled } from './verify/symbols/simpleKallsyms';

/**
 * Holds the symbols of exits against a simple look-up in the guests' own kallsyms, and the slides
 * that are found without it against the ones it tells: with the System.map of each kernel that the
 * recordings know, the right one must be found at the right place, and any other one refused.
 *
 *   tsx scripts/verifyGuestSymbols.ts DIR [VMLINUX...]
 */
const RECORDINGS = [
  ['svm/linux-l2.trace.dat', 'svm/linux-l2.guest-kallsyms.txt'],
  ['vmx-linux/linux-hlt.trace.dat', 'vmx-linux/linux-hlt.kallsyms'],
  ['vmx-linux/linux-mwait-intercepted.trace.dat', 'vmx-linux/kallsyms-nokaslr'],
  ['vmx-linux/linux-mwait-passthrough.trace.dat', 'vmx-linux/kallsyms-nokaslr'],
  ['pairs/hlt-short/host.trace.dat', 'pairs/hlt-short/guest.kallsyms'],
  ['pairs/haltpoll-long/host.trace.dat', 'pairs/haltpoll-long/guest.kallsyms'],
  ['pairs/idlepoll-ptp/host.trace.dat', 'pairs/idlepoll-ptp/guest.kallsyms'],
  ['pairs/cpupm-indep-tsc/host.trace.dat', 'pairs/cpupm-indep-tsc/guest.kallsyms'],
] as const;
/** Maps that the recordings come with, beside those made of the guests' kallsyms. */
const MAPS = ['svm/linux-6.1.0-56-amd64.System.map.txt', 'native/symbols/linux-System.map'];

interface HotAnswer {
  readonly images: readonly {
    readonly slide: string | null;
    readonly slide_confidence: number | null;
  }[];
  readonly rows: readonly {
    readonly rip: string;
    readonly symbol: string | null;
    readonly offset: number;
    readonly module: string | null;
  }[];
}

async function main([folder, ...images]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('Name the folder of the recordings.');
  const scratch = mkdtempSync(path.join(tmpdir(), 'exitscope-guest-symbols-'));
  try {
    const cli = await builtCli(scratch);
    const failures = verify(cli, folder, images, scratch);
    console.log(failures === 0 ? 'all as the guests say' : `${failures} differences`);
    process.exitCode = failures === 0 ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function verify(cli: BuiltCli, folder: string, images: readonly string[], scratch: string): number {
  let failures = 0;
  const truths = new Map(
    [...new Set(RECORDINGS.map(([, kallsyms]) => kallsyms))].map((name) => [
      name,
      new SimpleKallsyms(path.join(folder, name)),
    ]),
  );
  const maps = MAPS.map((name) => path.join(folder, name)).filter((file) => existsSync(file));
  const textOf = new Map<string, string>();
  for (const [name, truth] of truths) {
    const file = path.join(scratch, `${name.replaceAll('/', '-')}.map`);
    writeFileSync(file, truth.systemMap, 'latin1');
    textOf.set(file, truth.systemMap);
    maps.push(file);
  }
  for (const [name, kallsyms] of RECORDINGS) {
    const recording = path.join(folder, name);
    const truth = truths.get(kallsyms)!;
    const own = hot(cli, recording, path.join(folder, kallsyms));
    failures += compare(`${name} with ${kallsyms}`, own, truth, true);
    for (const map of [...maps, ...images]) {
      const isOwn = textOf.get(map) === truth.systemMap;
      failures += compareMap(cli, recording, map, { truth, isOwn });
    }
  }
  return failures;
}

/** A map of the guest's kernel must be found at its place, any other one refused. */
function compareMap(
  cli: BuiltCli,
  recording: string,
  map: string,
  { truth, isOwn }: { readonly truth: SimpleKallsyms; readonly isOwn: boolean },
): number {
  const answer = hot(cli, recording, map);
  const [image] = answer.images;
  const title = `${path.basename(path.dirname(recording))}/${path.basename(recording)} with ${path.basename(map)}`;
  const slide = image?.slide ?? null;
  if (slide === null) {
    console.log(`${title}: refused${isOwn ? ', WRONGLY' : ''}`);
    return isOwn ? 1 : 0;
  }
  if (BigInt(slide) !== truth.slide) {
    console.log(`${title}: WRONG slide ${slide}, not 0x${truth.slide.toString(16)}`);
    return 1;
  }
  return compare(`${title}: ${slide} by ${image?.slide_confidence ?? '?'}`, answer, truth, false);
}

/** `withModules`: the symbols tell those of modules too. */
function compare(
  title: string,
  { rows }: HotAnswer,
  truth: SimpleKallsyms,
  withModules: boolean,
): number {
  let [same, different] = [0, 0];
  for (const { rip, symbol, offset, module } of rows) {
    const expected = truth.at(BigInt(rip));
    if (!withModules && expected?.endsWith(']') === true) continue;
    const found = symbol === null ? null : spelled(symbol, offset, module);
    if (found === expected) same++;
    else {
      different++;
      console.log(`  ${rip}: ${found ?? 'nothing'}, not ${expected ?? 'nothing'}`);
    }
  }
  console.log(`${title}: ${same} places the same${different === 0 ? '' : `, ${different} not`}`);
  return different;
}

function hot(cli: BuiltCli, recording: string, symbols: string): HotAnswer {
  return cli.json('hot', recording, '--symbols', symbols) as HotAnswer;
}

void main(process.argv.slice(2));
