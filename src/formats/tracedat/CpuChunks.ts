import { messageOf } from '../../base/messageOf';
import { lowerBound } from '../../base/bisect';
import { hex } from '../../base/hex';
import type { ByteSource, Decompressor } from '../ByteSource';
import type { Diagnostic } from '../Diagnostic';
import { readFully } from '../readFully';
import { chunkLimit } from './chunkLimit';
import { inflate } from './inflate';
import type { CompressionName, CpuBuffer } from './TraceDatFile';

/** Sub-buffers with one event each pack to a hundredth; more than this is no recording. */
const MOST_RATIO = 2000;
const LEAST_RATIO_BYTES = 256 << 20;
const CHUNK_HEADER_BYTES = 8;
const COUNT_BYTES = 4;

export interface ChunkOptions {
  readonly source: ByteSource;
  readonly data: CpuBuffer;
  readonly pageBytes: number;
  readonly littleEndian: boolean;
  readonly compression: CompressionName | undefined;
  readonly decompressor: Decompressor;
  /** Host CPUs whose data is read at the same time; 1 where it is not said. */
  readonly streamCount?: number;
  /** Bytes read at once where the data is not compressed; rounded down to whole sub-buffers. */
  readonly readBytes: number;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** A run of whole sub-buffers of one CPU. */
export interface Chunk {
  /** Starts at a multiple of 4 in its buffer; reused by the next call of `next()`. */
  readonly bytes: Uint8Array;
  /** Bytes of the CPU's uncompressed data before this chunk. */
  readonly start: number;
}

/** Reads one CPU's data front to back, chunk by chunk, and finds any chunk again. */
export class CpuChunks {
  /** Bytes of the file consumed so far, for progress. */
  doneBytes = 0;
  private readonly fileOffsets: number[] = [];
  private readonly starts: number[] = [];
  private readonly end: number;
  private readonly section: string;
  private buffer = new Uint8Array(0);
  private header = new Uint8Array(CHUNK_HEADER_BYTES);
  private start = 0;
  private chunksLeft: number | undefined;
  private endsEarly = false;

  constructor(private readonly options: ChunkOptions) {
    // trace-cmd 3.1 states the size of compressed data without the chunk count in front of it.
    const uncounted = options.compression === undefined ? 0 : COUNT_BYTES;
    const end = options.data.offset + options.data.bytes + uncounted;
    this.end = Math.min(end, options.source.size);
    this.section = `CPU ${options.data.hostCpu} data`;
  }

  /** Whether data is missing behind the last chunk; known once `next()` found no more. */
  get isCut(): boolean {
    return this.endsEarly || this.options.data.isCut === true;
  }

  /** The next chunk; undefined at the end of the data, or where the damage leaves nothing more to read. */
  next(): Chunk | undefined {
    return this.options.compression === undefined ? this.nextPlain() : this.nextCompressed();
  }

  /**
   * The run of bytes around a position of the data that was already read once: about one sub-buffer,
   * or the compressed chunk that holds it. Undefined when it cannot be read any more.
   */
  around(position: number): (Chunk & { readonly fileOffset: number }) | undefined {
    const { source, data, pageBytes, compression } = this.options;
    if (compression !== undefined) return this.packedAround(position);
    const start = position - (position % pageBytes);
    const bytes = new Uint8Array(pageBytes);
    const got = readFully(source, bytes, data.offset + start);
    return { bytes: bytes.subarray(0, got), start, fileOffset: data.offset + start };
  }

  private packedAround(position: number): (Chunk & { readonly fileOffset: number }) | undefined {
    // The first start beyond the position; the chunk before it holds it.
    const index = lowerBound(this.starts, position + 1) - 1;
    const fileOffset = this.fileOffsets[index];
    const start = this.starts[index];
    if (fileOffset === undefined || start === undefined) return undefined;
    const sizes = this.chunkSizes(fileOffset);
    const bytes = sizes && this.inflate(fileOffset, sizes.packed, sizes.unpacked);
    return bytes && { bytes, start, fileOffset };
  }

  private nextPlain(): Chunk | undefined {
    const { source, pageBytes, data, readBytes, report } = this.options;
    const at = data.offset + this.start;
    const left = this.end - at;
    if (left < pageBytes) {
      if (left > 0) {
        this.endsEarly = true;
        report(this.damage(at, `${left} bytes of a cut-off sub-buffer were left out`));
      }
      this.doneBytes = data.bytes;
      return undefined;
    }
    const wanted = Math.min(
      Math.max(pageBytes, readBytes - (readBytes % pageBytes)),
      left - (left % pageBytes),
    );
    if (this.buffer.length < wanted) this.buffer = new Uint8Array(wanted);
    const got = readFully(source, this.buffer.subarray(0, wanted), at);
    const whole = got - (got % pageBytes);
    if (whole === 0) {
      this.endsEarly = true;
      report(this.damage(at, 'the file ends here, before its own size'));
      return undefined;
    }
    const chunk = { bytes: this.buffer.subarray(0, whole), start: this.start };
    this.start += whole;
    this.doneBytes = this.start;
    return chunk;
  }

  /** Chunk count, then per chunk: packed size, unpacked size, one independent frame. */
  private nextCompressed(): Chunk | undefined {
    for (;;) {
      const at = this.options.data.offset + this.doneBytes;
      if (this.chunksLeft === undefined) {
        const count = this.word(at, 0);
        if (count === undefined) return undefined;
        this.chunksLeft = count;
        this.doneBytes = COUNT_BYTES;
        continue;
      }
      if (this.chunksLeft === 0) return undefined;
      this.chunksLeft--;
      const sizes = this.chunkSizes(at);
      if (sizes === undefined) {
        this.giveUp();
        return undefined;
      }
      if (this.start > Math.max(LEAST_RATIO_BYTES, MOST_RATIO * this.doneBytes)) {
        const what = `${this.doneBytes} bytes inflate to ${this.start}, which no recording does`;
        this.options.report(this.damage(at, `${what}; the rest of this CPU was left out`));
        this.giveUp();
        return undefined;
      }
      const bytes = this.inflate(at, sizes.packed, sizes.unpacked);
      const start = this.start;
      this.start += sizes.unpacked;
      this.doneBytes += CHUNK_HEADER_BYTES + sizes.packed;
      if (bytes === undefined) continue; // The next frame stands on its own.
      this.fileOffsets.push(at);
      this.starts.push(start);
      return { bytes, start };
    }
  }

  /** What is left cannot be read. */
  private giveUp(): void {
    this.chunksLeft = 0;
    this.endsEarly = true;
  }

  private chunkSizes(at: number): { packed: number; unpacked: number } | undefined {
    const packed = this.word(at, 0);
    const unpacked = this.word(at, 4);
    if (packed === undefined || unpacked === undefined) {
      this.options.report(this.damage(at, 'the data ends before its last compressed chunk'));
      return undefined;
    }
    const limit = chunkLimit(this.options.pageBytes, this.options.streamCount ?? 1);
    if (unpacked === 0 || unpacked > limit || packed > this.end - at - CHUNK_HEADER_BYTES) {
      const cause = `a compressed chunk says ${packed} bytes for ${unpacked}, which cannot be`;
      this.options.report(this.damage(at, `${cause}; the rest of this CPU was left out`));
      return undefined;
    }
    return { packed, unpacked };
  }

  private inflate(at: number, packedBytes: number, unpackedBytes: number): Uint8Array | undefined {
    const { source, report } = this.options;
    if (this.buffer.length < packedBytes) this.buffer = new Uint8Array(packedBytes);
    const packed = this.buffer.subarray(0, packedBytes);
    const got = readFully(source, packed, at + CHUNK_HEADER_BYTES);
    try {
      if (got < packedBytes) throw new Error('the file ends inside the chunk');
      return inflate(this.options, packed, unpackedBytes);
    } catch (error) {
      const cause = messageOf(error);
      report(
        this.damage(at, `a compressed chunk could not be unpacked (${cause}) and was left out`),
      );
      return undefined;
    }
  }

  private word(at: number, offset: number): number | undefined {
    if (at + offset + 4 > this.end) return undefined;
    const header = this.header.subarray(0, 4);
    if (readFully(this.options.source, header, at + offset) < 4) return undefined;
    return new DataView(header.buffer).getUint32(0, this.options.littleEndian);
  }

  private damage(at: number, what: string): Diagnostic {
    const advice = 'Copy the file again, or record again.';
    const message = `${this.section} at byte ${hex(at)}: ${what}. ${advice}`;
    return { severity: 'warning', code: 'damaged-cpu-data', message, offset: at };
  }
}
