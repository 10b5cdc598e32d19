import type { ByteSource } from '../../formats/ByteSource';
import { OpenFile } from './OpenFile';
import { recordingFiles } from './recordingFiles';

/** A recording on disk: a file, or the directory of files that it is spread over. */
export class FileSource implements ByteSource {
  readonly size: number;
  readonly parts: readonly OpenFile[];
  private readonly main: OpenFile;
  /** All that are open. */
  private readonly files: OpenFile[] = [];

  /** Throws a `FormatError` when one of the files cannot be opened; then none stays open. */
  constructor(readonly name: string) {
    const { main, parts } = recordingFiles(name);
    try {
      this.main = this.opened(main);
      this.parts = parts.map((part) => this.opened(part));
    } catch (error) {
      this.close();
      throw error;
    }
    this.size = this.main.size;
  }

  read(target: Uint8Array, offset: number): number {
    return this.main.read(target, offset);
  }

  close(): void {
    for (const file of this.files) file.close();
  }

  private opened(name: string): OpenFile {
    const file = new OpenFile(name);
    this.files.push(file);
    return file;
  }
}
