import { stat } from 'node:fs/promises';
import type { PathKind } from './settingFiles';

/** What stands under a path, links followed. */
export async function pathKind(path: string): Promise<PathKind> {
  try {
    const found = await stat(path);
    if (found.isFile()) return 'file';
    return found.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ELOOP' ? 'loop' : 'nothing';
  }
}
