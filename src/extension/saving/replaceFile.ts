import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file as a whole or not at all: what stood there stays until all of the new is on the disk.
 * A link stays a link, to the new contents; permissions stay as they were.
 */
export async function replaceFile(
  file: string,
  write: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const { target, mode } = await targetOf(file);
  const suffix = randomBytes(6).toString('hex');
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${suffix}.tmp`);
  const handle = await open(temporary, 'wx', mode);
  try {
    await write(handle);
    await handle.sync();
    await handle.close();
    await rename(temporary, target);
  } catch (error) {
    await handle.close();
    await rm(temporary, { force: true });
    throw error;
  }
}

async function targetOf(file: string): Promise<{ readonly target: string; readonly mode: number }> {
  try {
    const target = await realpath(file);
    const { mode } = await stat(target);
    return { target, mode: mode & 0o777 };
  } catch (error) {
    if (!isAbsent(error)) throw error;
    return { target: file, mode: 0o666 };
  }
}

/** Whether a file system call failed because there is no such file. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
