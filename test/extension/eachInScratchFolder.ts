import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A new folder before each test, which is gone after it. */
export function eachInScratchFolder(name: string): () => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), `exitscope-${name}-`));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  return () => folder;
}
