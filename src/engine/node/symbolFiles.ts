import { atOnce } from '../../base/steps';
import { readSymbolFile } from '../../symbols/readSymbolFile';
import type { SymbolFile } from '../../symbols/SymbolFile';
import { openNamed } from '../UnreadableFile';
import { nodeDecompressor } from './nodeDecompressor';
import { OpenFile } from './OpenFile';

/** Reads files of symbols, which stay open for what is asked of them. Throws an `UnreadableFile` for one that is none. */
export async function symbolFiles(paths: readonly string[]): Promise<readonly SymbolFile[]> {
  const decompressor = await nodeDecompressor();
  return paths.map((path) =>
    openNamed(path, () => atOnce(readSymbolFile(new OpenFile(path), decompressor))),
  );
}
