import type { InflatedBytes } from './InflatedBytes';
import { WindowMemory } from './RecordWindow';
import type { RecordWindow } from './RecordWindow';

/** Records out of compressed ones; a record may begin in one of these and end in the next. */
export class InflatedWindow implements RecordWindow {
  readonly memory: WindowMemory;
  length = 0;
  position = 0;

  constructor(
    private readonly inflated: InflatedBytes,
    options: { readonly windowBytes: number; readonly littleEndian: boolean },
  ) {
    this.memory = new WindowMemory(options.windowBytes, options.littleEndian);
  }

  advance(at: number): boolean {
    const { bytes } = this.memory;
    bytes.copyWithin(0, at, this.length);
    this.length -= at;
    this.position += at;
    const got = this.inflated.read(bytes.subarray(this.length));
    this.length += got;
    this.memory.refreshWords(this.length);
    return got > 0;
  }
}
