import type { ByteSource } from '../ByteSource';
import { readFully } from '../readFully';
import type { FileRange } from './readHeader';
import { WindowMemory } from './RecordWindow';
import type { RecordWindow } from './RecordWindow';

/** Records as the file holds them. */
export class FileWindow implements RecordWindow {
  readonly memory: WindowMemory;
  length = 0;
  position: number;
  readonly end: number;

  /** Nothing is read before the first `advance` or `moveTo`. */
  constructor(
    private readonly source: ByteSource,
    range: FileRange,
    options: { readonly windowBytes: number; readonly littleEndian: boolean },
  ) {
    this.memory = new WindowMemory(options.windowBytes, options.littleEndian);
    this.position = range.offset;
    this.end = Math.min(range.offset + range.bytes, source.size);
  }

  advance(at: number): boolean {
    const before = this.position + this.length;
    this.moveTo(this.position + at);
    return this.position + this.length > before;
  }

  /** Reads what stands from `position` on: a record starts there, at whatever byte, and so must the window. */
  moveTo(position: number): void {
    const wanted = Math.max(0, Math.min(this.memory.length, this.end - position));
    this.position = position;
    this.length = readFully(this.source, this.memory.bytes.subarray(0, wanted), position);
    this.memory.refreshWords(this.length);
  }
}
