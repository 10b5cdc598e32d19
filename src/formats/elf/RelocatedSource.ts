import { TWO_32 } from '../../base/twoTo32';
import type { ByteSource } from '../ByteSource';
import { elfBytes, elfError } from './elfBytes';

/** `Elf64_Rela`: offset, symbol and type, addend. */
const ENTRY_BYTES = 24;
/** Read at once: 10,922 entries. */
const PIECE_BYTES = ENTRY_BYTES * Math.floor(262_144 / ENTRY_BYTES);
/** x86-64 psABI, table 4.9: those that stand in debug information. */
const Relocation = { word64: 1, word32: 10, word32Signed: 11 } as const;

/** A section whose bytes wait for addresses: they are put in when they are read. */
export class RelocatedSource implements ByteSource {
  readonly name: string;
  readonly size: number;

  /**
   * `entries`: the section's `SHT_RELA`; `valueOf`: the address of a symbol by its number. Entries have
   * to be in the order of what they change, as assemblers and linkers write them, because they are
   * looked up and not kept: a `FormatError` says where they are not.
   */
  constructor(
    private readonly source: ByteSource,
    private readonly entries: ByteSource,
    private readonly valueOf: (symbol: number) => number,
  ) {
    this.name = source.name;
    this.size = source.size;
    this.requireOrder();
  }

  read(target: Uint8Array, offset: number): number {
    const got = this.source.read(target, offset);
    const end = offset + got;
    // A value of 8 bytes may start before what is read.
    for (let index = this.firstFrom(offset - 7); index < this.count;) {
      const piece = this.piece(index);
      for (let at = 0; at < piece.byteLength; at += ENTRY_BYTES, index++) {
        const place = offsetOf(piece, at);
        if (place >= end) return got;
        this.apply(piece, at, target.subarray(0, got), place - offset);
      }
    }
    return got;
  }

  private get count(): number {
    return Math.floor(this.entries.size / ENTRY_BYTES);
  }

  private apply(piece: DataView, at: number, target: Uint8Array, place: number): void {
    const type = piece.getUint32(at + 8, true);
    const bytes = type === Relocation.word64 ? 8 : 4;
    if (bytes === 4 && type !== Relocation.word32 && type !== Relocation.word32Signed) return;
    const addend = piece.getInt32(at + 20, true) * TWO_32 + piece.getUint32(at + 16, true);
    const value = this.valueOf(piece.getUint32(at + 12, true)) + addend;
    const high = Math.floor(value / TWO_32);
    const words = [value - high * TWO_32, high];
    for (let byte = Math.max(0, -place); byte < bytes && place + byte < target.length; byte++) {
      target[place + byte] = words[byte >>> 2]! >>> (8 * (byte & 3));
    }
  }

  /** The first entry that changes a byte at or behind `offset`. */
  private firstFrom(offset: number): number {
    const entry = new Uint8Array(8);
    const view = new DataView(entry.buffer);
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      this.entries.read(entry, middle * ENTRY_BYTES);
      if (offsetOf(view, 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private piece(index: number, most = PIECE_BYTES / 8): DataView {
    const start = index * ENTRY_BYTES;
    const bytes = Math.min(most - (most % ENTRY_BYTES), this.count * ENTRY_BYTES - start);
    return new DataView(elfBytes(this.entries, `relocations of ${this.name}`, start, bytes).buffer);
  }

  private requireOrder(): void {
    let before = 0;
    for (let index = 0; index < this.count;) {
      const piece = this.piece(index, PIECE_BYTES);
      for (let at = 0; at < piece.byteLength; at += ENTRY_BYTES, index++) {
        const place = offsetOf(piece, at);
        if (place < before) {
          throw elfError(`relocations of ${this.name}`, index * ENTRY_BYTES, 'out of order');
        }
        before = place;
      }
    }
  }
}

function offsetOf(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * TWO_32 + view.getUint32(at, true);
}
