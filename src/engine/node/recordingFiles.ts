import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../../base/messageOf';
import { FormatError } from '../../formats/FormatError';

/** Files of one recording. */
export interface RecordingFiles {
  /** The one that says what the others are. */
  readonly main: string;
  readonly parts: readonly string[];
}

/** What `perf record --threads` calls the files of its directory: `data`, and `data.0` and so on for the buffers. */
const MAIN = 'data';
const PART = /^data\.(\d+)$/;

/** A recording is a file, or a directory of them, which may be named by any file in it. Throws for other directories. */
export function recordingFiles(name: string): RecordingFiles {
  const isDirectory = isFolder(name);
  const file = path.basename(name);
  if (!isDirectory && file !== MAIN && !PART.test(file)) return { main: name, parts: [] };
  const directory = isDirectory ? name : path.dirname(name);
  const files = filesOf(directory);
  if (files.includes(MAIN)) {
    const parts = files.filter((part) => PART.test(part)).sort((a, b) => numberOf(a) - numberOf(b));
    return {
      main: path.join(directory, MAIN),
      parts: parts.map((part) => path.join(directory, part)),
    };
  }
  if (!isDirectory) return { main: name, parts: [] };
  throw new FormatError(
    'unreadable',
    { section: 'file', offset: 0 },
    `a directory, and none that perf record --threads wrote: it has no file "${MAIN}"`,
    'Name a file in it.',
  );
}

/** What cannot be looked at is found out when it is opened, and said then. */
function isFolder(name: string): boolean {
  try {
    return statSync(name).isDirectory();
  } catch {
    return false;
  }
}

function filesOf(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    const reason = messageOf(error);
    const advice = 'Check the permissions.';
    throw new FormatError('unreadable', { section: 'file', offset: 0 }, reason, advice);
  }
}

function numberOf(part: string): number {
  return Number(PART.exec(part)?.[1]);
}
