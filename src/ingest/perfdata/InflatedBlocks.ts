import type { ByteSource, Decompressor } from '../../formats/ByteSource';
import { InflatedBytes } from '../../formats/perfdata/InflatedBytes';
import type { PackedRanges } from '../../formats/perfdata/PackedRanges';
import { BLOCK_BYTES, Blocks } from './Blocks';

/** 64 MB: events side by side in time are not farther apart in a file, but for the largest hosts. */
const MOST_BLOCKS = 1024;

/**
 * What compressed records inflate to, by position. The stream can only be read forwards: for a block
 * that was passed and is not kept any more, all before it is inflated again.
 */
export class InflatedBlocks {
  private readonly blocks = new Blocks((block) => this.load(block), MOST_BLOCKS);
  private inflated: InflatedBytes | undefined;
  /** The block the stream has come to, and its bytes so far. */
  private current = 0;
  private bytes = new Uint8Array(BLOCK_BYTES);
  private filled = 0;
  private nextPayload = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly decompressor: Decompressor,
    private readonly packed: PackedRanges,
  ) {}

  read(start: number, length: number): Uint8Array {
    return this.blocks.read(start, length);
  }

  private load(block: number): Uint8Array {
    if (this.inflated === undefined || block < this.current) this.restart();
    while (this.fill() && this.current < block) this.turnOver();
    return this.current === block ? this.bytes.subarray(0, this.filled) : new Uint8Array(0);
  }

  private restart(): void {
    this.inflated?.close();
    this.inflated = new InflatedBytes(this.source, this.decompressor);
    this.current = 0;
    this.filled = 0;
    this.nextPayload = 0;
  }

  private turnOver(): void {
    this.blocks.keep(this.current++, this.bytes);
    this.bytes = new Uint8Array(BLOCK_BYTES);
    this.filled = 0;
  }

  /** Reads on in the current block; whether it is full. */
  private fill(): boolean {
    const { inflated, packed } = this;
    while (this.filled < BLOCK_BYTES) {
      const got = inflated!.read(this.bytes.subarray(this.filled));
      this.filled += got;
      if (got > 0) continue;
      if (this.nextPayload === packed.length) return false;
      inflated!.feed(packed.at(this.nextPayload++));
    }
    return true;
  }
}
