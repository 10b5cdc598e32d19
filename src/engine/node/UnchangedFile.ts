import path from 'node:path';
import type { ByteSource } from '../../formats/ByteSource';
import { FormatError } from '../../formats/FormatError';
import { OpenFile } from './OpenFile';

/**
 * A file that is read here and there for as long as it is open: parts of two versions together would
 * tell wrong lines. One that takes its place under its name does no harm.
 */
export class UnchangedFile implements ByteSource {
  readonly size: number;
  private readonly file: OpenFile;
  private readonly version: string;

  /** Throws a `FormatError` when it cannot be opened. */
  constructor(readonly name: string) {
    this.file = new OpenFile(name);
    this.size = this.file.size;
    this.version = this.file.version();
  }

  /** Throws a `FormatError` once the file was written to. */
  read(target: Uint8Array, offset: number): number {
    const count = this.file.read(target, offset);
    if (this.file.version() === this.version) return count;
    throw new FormatError(
      'unreadable',
      { section: path.basename(this.name), offset },
      'the file was written to after its symbols were read',
      'Open the trace again, or add the file again, to use what it holds now.',
    );
  }

  close(): void {
    this.file.close();
  }
}
