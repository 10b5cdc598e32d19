import path from 'node:path';
import { parseArguments } from '../src/cli/arguments';
import { IgnoredEvents } from '../src/cli/IgnoredEvents';
import { readRun } from '../src/cli/readRun';
import type { Difference, RunProfile } from '../src/protocol/compare';
import { compareRuns } from '../src/queries/compare/compareRuns';
import { partOfProfile } from '../test/support/compare/partOfProfile';
import { halvesInTime, halvesOfBlocks } from '../test/support/compare/splits';
import type { Split } from '../test/support/compare/splits';

const SPLITS = 20;

/**
 * Compares each recording with itself, and halves of it with each other: of a load that does not change,
 * no row differs. Usage: npx tsx scripts/verifyCompare.ts FILE...
 */
async function main(files: readonly string[]): Promise<void> {
  if (files.length === 0) throw new Error('Usage: verifyCompare FILE...');
  console.log('recording\tbins\twith itself\thalves in time\thalves of blocks');
  for (const file of files) {
    const args = parseArguments([file], []);
    const profile = await readRun(args.files[0]!, args, new IgnoredEvents([]), []);
    const bins = profile.wallNs.length;
    const cells = [
      called(differencesOf(profile, profile)),
      ofSplits(profile, halvesInTime(bins, SPLITS)),
      ofSplits(profile, halvesOfBlocks(bins, SPLITS)),
    ];
    console.log([path.basename(file), bins, ...cells].join('\t'));
  }
}

function ofSplits(profile: RunProfile, splits: readonly Split[]): string {
  const rows = splits.flatMap(({ a, b }) =>
    differencesOf(partOfProfile(profile, a), partOfProfile(profile, b)),
  );
  const byChance = rows.filter(({ p }) => p <= 0.05).length;
  return `${called(rows)}, ${percent(byChance, rows.length)} of p alone`;
}

function differencesOf(a: RunProfile, b: RunProfile): readonly Difference[] {
  return compareRuns([a], [[b]]).flatMap(({ differences }) => differences);
}

function called(rows: readonly { readonly significant: boolean }[]): string {
  const count = rows.filter(({ significant }) => significant).length;
  return `${count} of ${rows.length} (${percent(count, rows.length)})`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
