import { inSteps } from '../../base/steps';
import { FormatError } from '../../formats/FormatError';
import { readSymbolFile } from '../../symbols/readSymbolFile';
import type { SymbolFile } from '../../symbols/SymbolFile';
import type { SourceFile } from '../SourceFile';
import { nodeDecompressor } from './nodeDecompressor';
import { OpenFile } from './OpenFile';

/** The kallsyms that guests' recordings of a session hold, by the recording's number. `pause`: between pieces of the work. */
export async function guestSymbolFiles(
  sources: readonly SourceFile[],
  pause: () => Promise<void>,
): Promise<ReadonlyMap<number, readonly SymbolFile[]>> {
  const found = new Map<number, readonly SymbolFile[]>();
  for (const [source, { path, recording, relation }] of sources.entries()) {
    if (relation.guestOf === undefined || recording.facts.format !== 'trace.dat') continue;
    const decompressor = await nodeDecompressor();
    const file = new OpenFile(path);
    try {
      found.set(source, [await inSteps(readSymbolFile(file, decompressor), pause)]);
    } catch (error) {
      // It need not hold any, nor may the guest have shown its addresses: nobody named it for them.
      if (!(error instanceof FormatError)) throw error;
    } finally {
      file.close();
    }
  }
  return found;
}
