import { statSync } from 'node:fs';
import { messageOf } from '../../base/messageOf';
import { inSteps } from '../../base/steps';
import { readSymbolFile } from '../../symbols/readSymbolFile';
import type { SymbolFile } from '../../symbols/SymbolFile';
import type { SourceFile } from '../SourceFile';
import type { ReadSymbols, SymbolReader } from '../SymbolReader';
import { guestSymbolFiles } from './guestSymbolFiles';
import { nodeDecompressor } from './nodeDecompressor';
import { UnchangedFile } from './UnchangedFile';

interface KeptFile {
  readonly opened: UnchangedFile;
  readonly file: SymbolFile;
  /** Size and time of the last change: with another one it is another file. */
  readonly identity: string;
}

/** Keeps files of symbols open: a kernel's is read in seconds, and another one may be added beside it. */
export class KeptSymbolFiles implements SymbolReader {
  private kept = new Map<string, KeptFile>();
  private guests: Promise<ReadonlyMap<number, readonly SymbolFile[]>> | undefined;

  /** `pause`: waited for between pieces of the work, so that the thread answers others meanwhile. */
  constructor(private readonly pause: () => Promise<void>) {}

  async read(paths: readonly string[]): Promise<ReadSymbols> {
    const decompressor = await nodeDecompressor();
    const kept = new Map<string, KeptFile>();
    const unreadable: { path: string; message: string }[] = [];
    for (const path of new Set(paths)) {
      const before = this.kept.get(path);
      try {
        const isSame = before !== undefined && before.identity === identityOf(path);
        kept.set(path, isSame ? before : await opened(path, decompressor, this.pause));
      } catch (error) {
        unreadable.push({ path, message: messageOf(error) });
      }
    }
    for (const [path, one] of this.kept) if (kept.get(path) !== one) one.opened.close();
    this.kept = kept;
    const read = new Map([...kept].map(([path, { file }]) => [path, file]));
    return { read, unreadable };
  }

  ofGuests(sources: readonly SourceFile[]): Promise<ReadonlyMap<number, readonly SymbolFile[]>> {
    this.guests ??= guestSymbolFiles(sources, this.pause);
    return this.guests;
  }
}

async function opened(
  path: string,
  decompressor: Awaited<ReturnType<typeof nodeDecompressor>>,
  pause: () => Promise<void>,
): Promise<KeptFile> {
  const identity = identityOf(path);
  const file = new UnchangedFile(path);
  try {
    const read = await inSteps(readSymbolFile(file, decompressor), pause);
    return { opened: file, file: read, identity };
  } catch (error) {
    file.close();
    throw error;
  }
}

function identityOf(path: string): string {
  try {
    const { size, mtimeMs, ino } = statSync(path);
    return `${size} ${mtimeMs} ${ino}`;
  } catch {
    return ''; // Opening it says why it cannot be read.
  }
}
