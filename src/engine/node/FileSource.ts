import type { ByteSource } from '../../formats/ByteSource';
import { OpenFile } from './OpenFile';
import { recordingFiles } from './recordingFiles';

/** A recording on disk: a file, or the directory of files that it is spread over. */
export class FileSource implements ByteSource {
  readonly size: number;
  readonly parts: readonly OpenFile[];
  private readonly main: OpenFile;

  constructor(readonly name: string) {
    const { main, parts } = recordingFiles(name);
    this.main = new OpenFile(main);
    this.size = this.main.size;
    this.parts = parts.map((part) => new OpenFile(part));
  }

  read(target: Uint8Array, offset: number): number {
    return this.main.read(target, offset);
  }

  close(): void {
    for (const file of [this.main, ...this.parts]) file.close();
  }
}
