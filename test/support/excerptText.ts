import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';

const excerptsFolder = path.join(__dirname, '../fixtures/excerpts');

/** Lines of a text in test/fixtures/excerpts. */
export function excerptText(name: string): readonly string[] {
  const file = path.join(excerptsFolder, `${name}.txt`);
  return readFileSync(file, 'utf8').trimEnd().split('\n');
}

/** Copies one of those texts, under another name. */
export function copyExcerpt(name: string, file: string): void {
  cpSync(path.join(excerptsFolder, `${name}.txt`), file);
}
