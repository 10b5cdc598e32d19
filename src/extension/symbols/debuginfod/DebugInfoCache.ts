import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';

/** An unfinished download that is older was left by a program that ended. */
const STALE_MS = 24 * 3_600_000;

/** Debug information that was fetched, by build ID. The files used last are kept. */
export class DebugInfoCache {
  constructor(
    private readonly folder: string,
    private readonly mostBytes: number,
  ) {}

  /** Where the debug information of a build is, or is to be. */
  fileOf(buildId: string): string {
    return path.join(this.folder, `${buildId}.debug`);
  }

  /** undefined: it was not fetched, or is gone again. */
  async find(buildId: string): Promise<string | undefined> {
    if (!isBuildId(buildId)) return undefined;
    const file = this.fileOf(buildId);
    const now = new Date();
    // The time of the last use: by it the others are let go first.
    return utimes(file, now, now).then(
      () => file,
      () => undefined,
    );
  }

  async prepare(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
  }

  /** Lets go of what was used longest ago, until the rest is small enough. `kept` stays in any case. */
  async trim(kept: string): Promise<void> {
    const files = await this.filesByUse();
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of files) {
      const isPart = file.path.endsWith('.part');
      const isLeft = isPart && Date.now() - file.usedMs > STALE_MS;
      const isKept = isPart || file.path === this.fileOf(kept);
      if (!isLeft && (isKept || bytes <= this.mostBytes)) continue;
      bytes -= file.bytes;
      // Windows keeps what a worker has open: then it goes the next time.
      await rm(file.path, { force: true }).catch(() => undefined);
    }
  }

  private async filesByUse(): Promise<readonly CachedFile[]> {
    const files: CachedFile[] = [];
    for (const name of await readdir(this.folder)) {
      const file = path.join(this.folder, name);
      const found = await stat(file).catch(() => undefined);
      if (found?.isFile() !== true) continue;
      files.push({ path: file, bytes: found.size, usedMs: found.mtimeMs });
    }
    return files.sort((a, b) => a.usedMs - b.usedMs);
  }
}

interface CachedFile {
  readonly path: string;
  readonly bytes: number;
  readonly usedMs: number;
}

/** It becomes a part of a URL and the name of a file. */
export function isBuildId(text: string): boolean {
  return /^[\da-f]{2,128}$/.test(text);
}
