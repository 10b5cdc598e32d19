import { ZSTDDecoder } from 'zstddec/stream';
import { TWO_32 } from '../../base/twoTo32';
import type { ZstdStream } from '../../formats/ByteSource';

/** Blocks and streams of one zstd module, which lives as long as the thread. */
export interface WasmZstd {
  /** Inflates one frame; what comes out has another length when the frame is damaged. */
  readonly block: (packed: Uint8Array, size: number) => Uint8Array;
  readonly stream: () => ZstdStream;
}

/** What a stream needs of the module's exports. Pointers and sizes are 32-bit; a size above MOST_SIZE is an error. */
interface ZstdExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(bytes: number): number;
  free(pointer: number): void;
  ZSTD_createDCtx(): number;
  ZSTD_freeDCtx(context: number): number;
  ZSTD_decompressStream(context: number, output: number, input: number): number;
}

/** One piece of input and of output in the module's memory; a block holds no more (ZSTD_BLOCKSIZE_MAX). */
const PIECE_BYTES = 1 << 17;
/** `ZSTD_inBuffer` and `ZSTD_outBuffer`: pointer, size, position. */
const BUFFER_WORDS = 3;
const BUFFER_BYTES = BUFFER_WORDS * 4;
/** The last word of these. */
const POSITION = BUFFER_WORDS - 1;
/** Errors are returned as small negative sizes (lib/common/error_private.h). */
const MOST_SIZE = 0xffff_ff00;

let loaded: Promise<WasmZstd> | undefined;

/**
 * The package instantiates its module once a thread and shows it to whoever calls `init` first. Its
 * own `decodeStreaming` is not used: on damaged input it never ends, and it gives memory back only
 * at the end of a whole stream.
 */
export function wasmZstd(): Promise<WasmZstd> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<WasmZstd> {
  const decoder = new ZSTDDecoder();
  const init = decoder._init.bind(decoder);
  let exports: ZstdExports | undefined;
  decoder._init = (result) => {
    init(result);
    exports = (result as { instance: { exports: unknown } }).instance.exports as ZstdExports;
  };
  await decoder.init();
  return {
    block: (packed, size) => decoder.decode(packed, size),
    stream: () => new WasmZstdStream(exports!),
  };
}

class WasmZstdStream implements ZstdStream {
  private readonly context: number;
  private readonly memory: number;
  private readonly input: number;
  private readonly output: number;
  private heap = new Uint8Array(0);
  private packed = new Uint8Array(0);
  private packedAt = 0;
  /** Bytes of the piece in the module's memory, and how many of them were used. */
  private pieceBytes = 0;
  private pieceAt = 0;
  /** Whether the last call left no room in the output: then more may come out of the same input. */
  private isOutputFull = false;

  constructor(private readonly zstd: ZstdExports) {
    this.context = zstd.ZSTD_createDCtx();
    this.memory = zstd.malloc(2 * BUFFER_BYTES + 2 * PIECE_BYTES);
    if (this.context === 0 || this.memory === 0) throw new Error('no memory for a zstd stream');
    this.input = this.memory + 2 * BUFFER_BYTES;
    this.output = this.input + PIECE_BYTES;
  }

  feed(packed: Uint8Array): void {
    this.packed = packed as Uint8Array<ArrayBuffer>;
    this.packedAt = 0;
  }

  read(target: Uint8Array): number {
    for (;;) {
      if (this.pieceAt === this.pieceBytes && !this.isOutputFull && !this.nextPiece()) return 0;
      const size = Math.min(target.length, PIECE_BYTES);
      const before = this.pieceAt;
      const written = this.decompress(size);
      this.isOutputFull = written === size;
      if (written > 0) {
        target.set(this.heap.subarray(this.output, this.output + written));
        return written;
      }
      const isStuck = this.pieceAt === before && before < this.pieceBytes;
      if (isStuck) throw new Error('the zstd stream does not go on');
    }
  }

  close(): void {
    this.zstd.ZSTD_freeDCtx(this.context);
    this.zstd.free(this.memory);
  }

  private nextPiece(): boolean {
    const piece = this.packed.subarray(this.packedAt, this.packedAt + PIECE_BYTES);
    this.refreshHeap();
    this.heap.set(piece, this.input);
    this.packedAt += piece.length;
    this.pieceBytes = piece.length;
    this.pieceAt = 0;
    return piece.length > 0;
  }

  /** Returns the bytes written, at most `size`. */
  private decompress(size: number): number {
    const { zstd, memory, context } = this;
    this.refreshHeap();
    const input = new Uint32Array(this.heap.buffer, memory, BUFFER_WORDS);
    input.set([this.input, this.pieceBytes, this.pieceAt]);
    new Uint32Array(this.heap.buffer, memory + BUFFER_BYTES, BUFFER_WORDS).set([
      this.output,
      size,
      0,
    ]);
    const status = zstd.ZSTD_decompressStream(context, memory + BUFFER_BYTES, memory) >>> 0;
    this.refreshHeap();
    if (status > MOST_SIZE) throw new Error(`zstd error ${TWO_32 - status}`);
    this.pieceAt = new Uint32Array(this.heap.buffer, memory, BUFFER_WORDS)[POSITION]!;
    return new Uint32Array(this.heap.buffer, memory + BUFFER_BYTES, BUFFER_WORDS)[POSITION]!;
  }

  /** The module's memory moves when it grows. */
  private refreshHeap(): void {
    const { buffer } = this.zstd.memory;
    if (this.heap.buffer !== buffer) this.heap = new Uint8Array(buffer);
  }
}
