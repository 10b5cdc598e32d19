import { TWO_32 } from '../../base/twoTo32';
import type { ByteSource, Decompressor } from '../ByteSource';
import { alignedBytes } from './alignedBytes';
import { FileWindow } from './FileWindow';
import { InflatedBytes } from './InflatedBytes';
import { InflatedWindow } from './InflatedWindow';
import { PackedRanges } from './PackedRanges';
import type { FileRange } from './readHeader';
import type { RecordWindow } from './RecordWindow';
import { areRecords, isPossible, LOOK_AHEAD_BYTES } from './recordChecks';
import { FIRST_PERF_TYPE, RECORD_HEADER_BYTES, RecordType } from './recordTypes';

export interface RecordReaderOptions {
  readonly source: ByteSource;
  readonly data: FileRange;
  readonly littleEndian: boolean;
  readonly decompressor: Decompressor;
  /** Whether what stands at `word` looks like a sample of this recording: asked behind damaged places. */
  readonly isSample: (words: Uint32Array, word: number, bytes: number) => boolean;
  readonly onDamage: (damage: RecordDamage) => void;
}

/** Bytes that could not be read as records. */
export interface RecordDamage {
  readonly what: 'no-records' | 'cut-off' | 'bad-compression';
  /** Byte of the file; of inflated records, the byte of what they inflate to. */
  readonly offset: number;
  readonly isInflated: boolean;
  readonly bytes: number;
  readonly cause?: string;
}

/** `type` while records are searched for behind a damaged place: nothing is to be read. */
const NO_RECORD = 0;
/** Where bytes were cut out of a file or put in, records stand at multiples of 8 from there on, of 4 in the file. */
const SEARCH_STEP = 4;
/** Read at once: small enough for the processor's cache, and more than a search looks ahead. */
const WINDOW_BYTES = 1 << 18;
const COMPRESSED2_HEADER_BYTES = 16;

/**
 * Reads records front to back, those inside compressed records in their place. The loops over
 * samples stand outside: what they need of the current record are the fields here.
 */
export class RecordReader {
  /** Of the current record. */
  type = NO_RECORD;
  /** Bytes of the current record with its header. */
  size = 0;
  /** Where the current record starts in `words`. */
  word = 0;
  words: Uint32Array;
  /** The compressed records met so far. */
  readonly packed = new PackedRanges();
  private readonly file: FileWindow;
  private readonly inflatedBytes: InflatedBytes;
  /** Made when the first compressed record is met. */
  private inflated: InflatedWindow | undefined;
  private window: RecordWindow;
  /** Bytes of the current window. */
  private length = 0;
  /** Byte of the current window where the next record starts. */
  private nextAt = 0;
  /** Byte of the file behind the compressed record that is being read. */
  private resumeAt = 0;
  /** Position where the search for records began that is going on. */
  private searchedFrom: number | undefined;
  /** The same of inflated records, and where the next of these starts, while others are read. */
  private inflatedSearchedFrom: number | undefined;
  private inflatedAt = 0;
  /** Whether it was reported that the compressed records end before their time. */
  private isBroken = false;
  private readonly littleEndian: boolean;

  constructor(private readonly options: RecordReaderOptions) {
    const { source, data, decompressor, littleEndian } = options;
    this.littleEndian = littleEndian;
    this.file = new FileWindow(source, data, { littleEndian, windowBytes: WINDOW_BYTES });
    this.inflatedBytes = new InflatedBytes(source, decompressor);
    this.window = this.file;
    this.words = this.file.memory.words;
  }

  /** Goes to the next record; false at the end. */
  next(): boolean {
    const at = this.nextAt;
    if (at + RECORD_HEADER_BYTES <= this.length) {
      const word = at >>> 2;
      const type = this.words[word]!;
      const size = this.sizeAt(word);
      const isKernels = type > 0 && type < FIRST_PERF_TYPE && size >= RECORD_HEADER_BYTES;
      if (isKernels && (size & 7) === 0 && (at & 3) === 0 && at + size <= this.length) {
        this.type = type;
        this.size = size;
        this.word = word;
        this.nextAt = at + size;
        return true;
      }
    }
    return this.nextSlowly();
  }

  /** Flags beside the type: the lowest three bits tell in what mode the CPU was. */
  get misc(): number {
    const sizes = this.words[this.word + 1]!;
    return this.littleEndian ? sizes & 0xffff : sizes >>> 16;
  }

  /** Where the current record starts: the byte of the file, or, from `inflatedBase` on, of what compressed ones inflate to. */
  get position(): number {
    const position = this.window.position + this.word * 4;
    return this.isInflated ? this.inflatedBase + position : position;
  }

  /** Byte of the file where the current record stands, or the compressed one around it. */
  get fileOffset(): number {
    const position = this.window.position + this.word * 4;
    return this.isInflated ? this.packed.offsetOf(position) : position;
  }

  /** Positions from here on are bytes of what the compressed records inflate to. */
  get inflatedBase(): number {
    return alignedBytes(this.file.end);
  }

  /** Bytes of the data that were read. */
  get doneBytes(): number {
    const at = this.isInflated ? this.resumeAt : this.file.position + this.nextAt;
    return Math.min(at, this.file.end) - this.options.data.offset;
  }

  /** Bytes of the current record, as the file holds them. */
  bytes(from: number, to: number): Uint8Array {
    const start = this.word * 4;
    return this.window.memory.bytes.subarray(start + from, start + to);
  }

  /** A u64 whose first word is `word` of `words`. */
  u64At(word: number): number {
    const [low, high] = this.littleEndian ? [0, 1] : [1, 0];
    return this.words[word + high]! * TWO_32 + this.words[word + low]!;
  }

  /** Word of the next sample behind the record at `word`; -1 when none starts in what is in memory. */
  sampleBehind(word: number): number {
    const last = this.length - RECORD_HEADER_BYTES;
    let at = word * 4 + this.sizeAt(word);
    while (at <= last && (at & 3) === 0) {
      const size = this.sizeAt(at >>> 2);
      if (size < RECORD_HEADER_BYTES || at + size > this.length) return -1;
      if (this.words[at >>> 2] === RecordType.sample) return at >>> 2;
      at += size;
    }
    return -1;
  }

  /** Gives the memory of the decompressor back. */
  close(): void {
    this.inflatedBytes.close();
  }

  private get isInflated(): boolean {
    return this.window !== this.file;
  }

  private sizeAt(word: number): number {
    const sizes = this.words[word + 1]!;
    return this.littleEndian ? sizes >>> 16 : sizes & 0xffff;
  }

  /** The same as `next` where there is more to it: at ends of windows, perf's own records, damage. */
  private nextSlowly(): boolean {
    for (;;) {
      if (this.searchedFrom !== undefined) return this.search();
      if (!this.hasRecord() && !this.refill()) {
        if (this.isInflated) {
          this.leaveInflated();
          continue;
        }
        this.reportCut();
        return false;
      }
      const at = this.nextAt;
      const word = at >>> 2;
      const type = this.words[word]!;
      const size = this.sizeAt(word);
      if (isCompressedType(type) && !this.isInflated && this.enterInflated(word)) continue;
      if (!isPossible(type, size)) {
        this.searchedFrom = this.window.position + at;
        this.nextAt += SEARCH_STEP;
        continue;
      }
      this.type = type;
      this.size = size;
      this.word = word;
      this.nextAt = at + size + this.bytesOutside();
      return true;
    }
  }

  /** Whether the next record lies whole in the window, and its words at words. */
  private hasRecord(): boolean {
    const left = this.length - this.nextAt;
    if (left < COMPRESSED2_HEADER_BYTES || (this.nextAt & 3) !== 0) return false;
    return left >= this.sizeAt(this.nextAt >>> 2);
  }

  /** Moves the window to the next record; false when it is not whole there either. */
  private refill(): boolean {
    this.window.advance(this.nextAt);
    this.nextAt = 0;
    this.length = this.window.length;
    if (this.length < RECORD_HEADER_BYTES) return false;
    // A compressed record is read in pieces, and need not be whole.
    const isCompressed = isCompressedType(this.words[0]!) && !this.isInflated;
    return isCompressed || this.length >= this.sizeAt(0);
  }

  /**
   * Goes on inside the compressed record at `word`; false when that cannot be one. From perf 6.16 on
   * a record may be longer than its own size can say, which then wraps.
   */
  private enterInflated(word: number): boolean {
    const start = this.file.position + word * 4;
    const size = this.sizeAt(word);
    let offset = start + RECORD_HEADER_BYTES;
    let bytes = size - RECORD_HEADER_BYTES;
    let end = start + size;
    if (this.words[word] === RecordType.compressed2) {
      offset = start + COMPRESSED2_HEADER_BYTES;
      bytes = this.u64At(word + 2);
      end = Math.max(end, start + alignedBytes(COMPRESSED2_HEADER_BYTES + bytes));
    }
    if (bytes < 0 || this.length - word * 4 < offset - start) return false;
    if (end > this.file.end) this.report('cut-off', start, this.file.end - start);
    this.resumeAt = Math.min(end, this.file.end);
    bytes = Math.min(bytes, this.file.end - offset);
    const { littleEndian } = this;
    const layout = { littleEndian, windowBytes: WINDOW_BYTES };
    this.inflated ??= new InflatedWindow(this.inflatedBytes, layout);
    if (this.inflatedBytes.damage === undefined) {
      this.packed.add({ offset, bytes }, this.inflated.position + this.inflated.length);
      this.inflatedBytes.feed({ offset, bytes });
    }
    this.enter(this.inflated);
    this.nextAt = this.inflatedAt;
    this.searchedFrom = this.inflatedSearchedFrom;
    return true;
  }

  private leaveInflated(): void {
    this.inflatedAt = this.nextAt;
    this.inflatedSearchedFrom = this.searchedFrom;
    this.searchedFrom = undefined;
    const cause = this.inflatedBytes.damage;
    this.file.moveTo(this.resumeAt);
    this.enter(this.file);
    this.nextAt = 0;
    if (cause !== undefined && !this.isBroken) {
      this.isBroken = true;
      this.report('bad-compression', this.resumeAt, this.file.end - this.resumeAt, cause);
    }
  }

  private enter(window: RecordWindow): void {
    this.window = window;
    this.words = window.memory.words;
    this.length = window.length;
  }

  /** Looks for records through one window; true also when there are none in it, and more behind it. */
  private search(): boolean {
    this.type = NO_RECORD;
    this.size = 0;
    const { window } = this;
    window.advance(this.nextAt);
    this.length = window.length;
    const isDry = this.length < window.memory.bytes.length;
    const last = this.length - (isDry ? RECORD_HEADER_BYTES : LOOK_AHEAD_BYTES);
    let at = 0;
    const { words, length, littleEndian } = this;
    const { isSample } = this.options;
    const bytes = { words, length, littleEndian };
    while (at <= last && !areRecords(bytes, at, isSample)) at += SEARCH_STEP;
    this.nextAt = at;
    if (at <= last) {
      this.endSearch(window.position + at);
      return this.next();
    }
    if (!isDry) return true;
    if (this.isInflated) {
      this.leaveInflated();
      return true;
    }
    this.endSearch(this.file.end);
    return false;
  }

  private endSearch(end: number): void {
    const start = this.searchedFrom!;
    this.searchedFrom = undefined;
    this.report('no-records', start, end - start);
  }

  /** What is left at the end is the beginning of a record. */
  private reportCut(): void {
    if (this.length > 0) this.report('cut-off', this.file.position, this.length);
    this.nextAt = this.length;
    const { inflated } = this;
    if (inflated === undefined || this.isBroken || inflated.length === this.inflatedAt) return;
    const offset = inflated.position + this.inflatedAt;
    const bytes = inflated.length - this.inflatedAt;
    const what = this.inflatedSearchedFrom === undefined ? 'cut-off' : 'no-records';
    this.options.onDamage({ what, offset, isInflated: true, bytes });
    this.inflatedAt = inflated.length;
  }

  private report(what: RecordDamage['what'], offset: number, bytes: number, cause?: string): void {
    const { isInflated } = this;
    this.options.onDamage({
      what,
      offset,
      isInflated,
      bytes,
      ...(cause !== undefined && { cause }),
    });
  }

  /** Bytes that belong to the current record and stand behind it. */
  private bytesOutside(): number {
    if (this.isInflated) return 0;
    const { type, word, size } = this;
    if (type === RecordType.tracingData && size > RECORD_HEADER_BYTES) {
      return alignedBytes(this.words[word + 2]!);
    }
    if (type === RecordType.auxtrace && size >= RECORD_HEADER_BYTES + 8) {
      return Math.min(this.u64At(word + 2), this.file.end);
    }
    return 0;
  }
}

function isCompressedType(type: number): boolean {
  return type === RecordType.compressed || type === RecordType.compressed2;
}
