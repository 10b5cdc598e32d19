import { messageOf } from '../../base/messageOf';
import type { ByteSource, Decompressor, ZstdStream } from '../ByteSource';
import { readFully } from '../readFully';
import type { FileRange } from './readHeader';

const PIECE_BYTES = 1 << 16;
/** Records of idle CPUs pack to a fiftieth; what packs far better is no recording. */
const MOST_RATIO = 2000;
const LEAST_RATIO_BYTES = 256 << 20;

/**
 * What compressed records inflate to. All of a file are one zstd stream, which can only be read from
 * its start on (`zstd_decompress_stream()`, tools/perf/util/zstd.c).
 */
export class InflatedBytes {
  /** What ended the stream before its time. */
  damage: string | undefined;
  private stream: ZstdStream | undefined;
  private payload: FileRange = { offset: 0, bytes: 0 };
  private payloadAt = 0;
  private packedBytes = 0;
  private inflatedBytes = 0;
  private readonly piece = new Uint8Array(PIECE_BYTES);

  constructor(
    private readonly source: ByteSource,
    private readonly decompressor: Decompressor,
  ) {}

  /** Takes the payload of the next compressed record; the one before must have been read. */
  feed(payload: FileRange): void {
    this.payload = payload;
    this.payloadAt = 0;
  }

  /** Fills the target as far as the payload reaches; returns the bytes written, 0 at its end and after damage. */
  read(target: Uint8Array): number {
    if (this.damage !== undefined) return 0;
    let filled = 0;
    try {
      this.stream ??= this.decompressor.zstdStream();
      while (filled < target.length) {
        const got = this.stream.read(target.subarray(filled));
        filled += got;
        if (got === 0 && !this.nextPiece(this.stream)) break;
      }
      this.inflatedBytes += filled;
      if (this.inflatedBytes > Math.max(LEAST_RATIO_BYTES, MOST_RATIO * this.packedBytes)) {
        const { packedBytes, inflatedBytes } = this;
        throw new Error(
          `${packedBytes} bytes inflate to ${inflatedBytes}, which no recording does`,
        );
      }
    } catch (error) {
      this.damage = messageOf(error);
      this.close();
    }
    return filled;
  }

  close(): void {
    this.stream?.close();
    this.stream = undefined;
  }

  private nextPiece(stream: ZstdStream): boolean {
    const { offset, bytes } = this.payload;
    const piece = this.piece.subarray(0, Math.min(PIECE_BYTES, bytes - this.payloadAt));
    const got = readFully(this.source, piece, offset + this.payloadAt);
    this.payloadAt += got;
    this.packedBytes += got;
    stream.feed(piece.subarray(0, got));
    return got > 0;
  }
}
