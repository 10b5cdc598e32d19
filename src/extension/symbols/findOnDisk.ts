import { readdir, stat } from 'node:fs/promises';
import { globParts, isPart } from './glob';
import type { GlobPart } from './glob';

/** A pattern that fits more was meant otherwise. */
export const MOST_FOUND = 256;
/** Names that are looked at: a pattern over a whole disk must end. */
const MOST_SEEN = 100_000;

export interface FoundFiles {
  readonly files: readonly string[];
  /** There may be more: it was too many, or took too long. */
  readonly isCut: boolean;
}

/** Regular files that an absolute pattern fits. Links are followed where the pattern names them, not by `**`. */
export async function findOnDisk(pattern: string, stop: AbortSignal): Promise<FoundFiles> {
  const search = new Search(stop);
  const [root, ...parts] = globParts(pattern);
  await search.visit(`${typeof root === 'string' ? root : ''}/`, parts);
  return { files: [...search.found].sort(), isCut: search.isCut };
}

class Search {
  readonly found = new Set<string>();
  private seen = 0;

  constructor(private readonly stop: AbortSignal) {}

  get isCut(): boolean {
    return this.stop.aborted || this.found.size >= MOST_FOUND || this.seen >= MOST_SEEN;
  }

  /** `folder` ends in a slash. */
  async visit(folder: string, [part, ...parts]: readonly GlobPart[]): Promise<void> {
    if (part !== undefined) {
      for (const name of typeof part === 'string' ? [part] : await this.namesIn(folder)) {
        if (this.isCut) return;
        if (!isPart(part, name)) continue;
        if (parts.length > 0) await this.visit(`${folder}${name}/`, parts);
        else await this.take(`${folder}${name}`);
      }
      return;
    }
    // `**` at the end stands for all files below.
    const rest = parts.length === 0 ? [/^/] : parts;
    await this.visit(folder, rest);
    for (const name of await this.foldersIn(folder)) {
      if (this.isCut) return;
      await this.visit(`${folder}${name}/`, [undefined, ...rest]);
    }
  }

  private async take(file: string): Promise<void> {
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() === true) this.found.add(file);
  }

  private async namesIn(folder: string): Promise<readonly string[]> {
    const names = await readdir(folder).catch(() => []);
    this.seen += names.length;
    return names;
  }

  private async foldersIn(folder: string): Promise<readonly string[]> {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    this.seen += entries.length;
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  }
}
