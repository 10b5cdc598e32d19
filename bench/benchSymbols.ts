/**
 * npm run bench:symbols [-- IMAGE]: times the symbols and lines of a kernel's debug image, or of a
 * program that is built for it, beside addr2line.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { benchSymbols } from './symbols';

const folder = path.join(__dirname, 'data');
const cli = path.join(__dirname, '../dist/cli.js');

async function main(): Promise<void> {
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run npm run build first.');
  mkdirSync(folder, { recursive: true });
  await benchSymbols(cli, folder, process.argv[2]);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
