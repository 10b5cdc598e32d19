import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElfFile } from '../../../src/formats/elf/ElfFile';
import { readElf } from '../../../src/formats/elf/readElf';
import { memorySource } from '../../../src/formats/memorySource';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';

/** A file of `test/fixtures/symbols`. */
export function symbolFixture(name: string): string {
  return path.join(__dirname, '../../fixtures/symbols', name);
}

export async function openElf(file: string): Promise<ElfFile> {
  return elfOfBytes(new Uint8Array(readFileSync(file)), file);
}

export async function elfOfBytes(bytes: Uint8Array, name = 'made'): Promise<ElfFile> {
  return readElf(memorySource(name, bytes), await nodeDecompressor());
}
