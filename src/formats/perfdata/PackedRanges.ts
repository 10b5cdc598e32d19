import { GrowableFloats } from '../../base/GrowableFloats';
import { lowerBound } from '../../base/bisect';
import type { FileRange } from './readHeader';

/** Where the payloads of the compressed records stand, in order, and what they inflate to. */
export class PackedRanges {
  private readonly offsets = new GrowableFloats();
  private readonly sizes = new GrowableFloats();
  /** Bytes of all records inflated, before this one. */
  private readonly starts = new GrowableFloats();

  get length(): number {
    return this.offsets.length;
  }

  /** `start`: bytes that those before inflate to. */
  add({ offset, bytes }: FileRange, start: number): void {
    this.offsets.push(offset);
    this.sizes.push(bytes);
    this.starts.push(start);
  }

  at(index: number): FileRange {
    return { offset: this.offsets.view[index]!, bytes: this.sizes.view[index]! };
  }

  /** The payload with an inflated byte; its first one may still come out of the payload before. */
  offsetOf(inflated: number): number {
    const index = lowerBound(this.starts.view, inflated + 1) - 1;
    return this.offsets.view[Math.max(0, index)]!;
  }
}
