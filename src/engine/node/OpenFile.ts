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
      if (!stat.isFile()) throw new Error(`${path.basename(name)} is not a regular file`);
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

function unreadable(error: unknown): FormatError {
  const reason = messageOf(error);
  const advice = 'Check the path and the permissions.';
  return new FormatError('unreadable', { section: 'file', offset: 0 }, reason, advice);
}
