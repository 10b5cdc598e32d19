import { readFileSync } from 'node:fs';
import path from 'node:path';

export const textsFolder = path.join(__dirname, '../fixtures/texts');

/** A text of test/fixtures/texts, by its name without `.txt`. */
export function textFixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(path.join(textsFolder, `${name}.txt`)));
}
