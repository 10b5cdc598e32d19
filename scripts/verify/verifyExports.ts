import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { builtCli } from './builtCli';
import { compareExport } from './compareExport';

/** Reads the CSV export of every recording back; prints a line each, and returns how many differ. */
export async function verifyExports(root: string, files: readonly string[]): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'exitscope-exports-'));
  try {
    const cli = await builtCli(folder);
    let different = 0;
    for (const file of files) {
      const differences = await compareExport(cli, file, folder);
      if (differences.length > 0) different++;
      const verdict = differences.length > 0 ? 'DIFFERENT' : 'equal';
      console.log(`${verdict}  ${path.relative(root, file)} from its CSV export`);
      for (const difference of differences) console.log(`    ${difference}`);
    }
    const total = different === 0 ? 'all equal' : `${different} differ`;
    console.log(`${files.length} CSV exports read back: ${total}`);
    return different;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
