import { readFileSync } from 'node:fs';
import { atOnce } from '../../../src/base/steps';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { memorySource } from '../../../src/formats/memorySource';
import { readSymbolFile } from '../../../src/symbols/readSymbolFile';
import type { SymbolFile } from '../../../src/symbols/SymbolFile';
import { symbolFixture } from './openElf';

/** A file of `test/fixtures/symbols`. */
export async function fixtureSymbols(name: string): Promise<SymbolFile> {
  return symbolsOfBytes(new Uint8Array(readFileSync(symbolFixture(name))), name);
}

export async function symbolsOfText(text: string, name = 'made'): Promise<SymbolFile> {
  return symbolsOfBytes(new TextEncoder().encode(text), name);
}

export async function symbolsOfBytes(bytes: Uint8Array, name = 'made'): Promise<SymbolFile> {
  return atOnce(readSymbolFile(memorySource(name, bytes), await nodeDecompressor()));
}
