import { stat } from 'node:fs/promises';
import { fileBuildId } from '../../engine/node/fileBuildId';

/** By what a file of symbols is known again. */
export interface FileIdentity {
  /** Lower-case hex; null: it has none. */
  readonly buildId: string | null;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** undefined: there is no such file, or it is no regular one. */
export async function identityOf(file: string): Promise<FileIdentity | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  const buildId = (await fileBuildId(file)) ?? null;
  return { buildId, bytes: found.size, modifiedMs: Math.floor(found.mtimeMs) };
}

/** How a file differs from what it was, in words; undefined: it is the same. */
export function changeSince(before: FileIdentity, now: FileIdentity): string | undefined {
  if (before.buildId !== null || now.buildId !== null) {
    if (before.buildId === now.buildId) return undefined;
    return `build ID was ${before.buildId ?? 'missing'}, and is ${now.buildId ?? 'missing'}`;
  }
  if (before.bytes !== now.bytes) {
    const spelled = (bytes: number): string => bytes.toLocaleString('en-US');
    return `it had ${spelled(before.bytes)} bytes, and has ${spelled(now.bytes)}`;
  }
  if (before.modifiedMs !== now.modifiedMs) {
    const [was, is] = [before, now].map(({ modifiedMs }) => new Date(modifiedMs).toISOString());
    return `it was written on ${was!}, and again on ${is!}`;
  }
  return undefined;
}
