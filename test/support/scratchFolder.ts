import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A new folder that is gone when this process ends. */
export function scratchFolder(purpose: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `exitscope-${purpose}-`));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return folder;
}
