import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../../base/messageOf';
import type { ByteSource } from '../../formats/ByteSource';
import { FormatError } from '../../formats/FormatError';

/** One regular file, opened for reading only. */
export class OpenFile implements ByteSource {
  readonly size: number;
  private readonly descriptor: number;

  constructor(readonly name: string) {
    try {
      // Before it is opened: to open a pipe waits until somebody writes to it.
      const stat = statSync(name);
      if (!stat.isFile()) throw noFile(path.basename(name), stat.isDirectory());
      this.size = stat.size;
      this.descriptor = openSync(name, 'r');
    } catch (error) {
      throw unreadable(error);
    }
  }

  read(target: Uint8Array, offset: number): number {
    return readSync(this.descriptor, target, 0, target.length, offset);
  }

  /** Another text once the file was written to. */
  version(): string {
    const { size, mtimeMs } = fstatSync(this.descriptor);
    return `${size} ${mtimeMs}`;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** Whatever else it is, a pipe or a device, cannot be read here and there. */
function noFile(name: string, isDirectory: boolean): FormatError {
  return new FormatError(
    'unreadable',
    { section: 'file', offset: 0 },
    `${name} is ${isDirectory ? 'a directory' : 'a pipe or a device'}, not a regular file`,
    isDirectory
      ? 'Name a file in it.'
      : 'Write what comes from it into a file, and name that: files are read at any place.',
  );
}

function unreadable(error: unknown): FormatError {
  if (error instanceof FormatError) return error;
  const reason = messageOf(error);
  const advice = 'Check the path and the permissions.';
  return new FormatError('unreadable', { section: 'file', offset: 0 }, reason, advice);
}
