import { TWO_32 } from '../../base/twoTo32';
import type { ByteSource } from '../ByteSource';
import { elfBytes, elfError } from './elfBytes';

/** `Elf64_Rela`: offset, symbol and type, addend. */
const ENTRY_BYTES = 24;
/** Read at once: 10,922 entries. */
const PIECE_BYTES = ENTRY_BYTES * Math.floor(262_144 / ENTRY_BYTES);
/** x86-64 psABI, table 4.9: those that stand in debug information and in code that is not position independent. */
const Relocation = {
  none: 0,
  word64: 1,
  pc32: 2,
  plt32: 4,
  word32: 10,
  word32Signed: 11,
  pc64: 24,
} as const;

/** Bytes that wait for the address of a symbol. */
export interface Relocated {
  /** From the section's start. */
  readonly offset: number;
  /** Number of the symbol. */
  readonly symbol: number;
}

/** A section whose bytes wait for addresses: they are put in when they are read. */
export class RelocatedSource implements ByteSource {
  readonly name: string;
  readonly size: number;

  /**
   * `entries`: the section's `SHT_RELA`; `valueOf`: the address of a symbol by its number, NaN where
   * nothing tells it; `address`: where the section stands, from which relative values count. Entries
   * have to be in the order of what they change, as assemblers and linkers write them, because they
   * are looked up and not kept: a `FormatError` says where they are not.
   */
  constructor(
    private readonly source: ByteSource,
    private readonly entries: ByteSource,
    private readonly valueOf: (symbol: number) => number,
    private readonly address = 0,
  ) {
    this.name = source.name;
    this.size = source.size;
    this.requireOrder();
  }

  read(target: Uint8Array, offset: number): number {
    const got = this.source.read(target, offset);
    // A value of 8 bytes may start before what is read.
    this.visit(offset - 7, offset + got, (piece, at) =>
      this.apply(piece, at, target.subarray(0, got), offset),
    );
    return got;
  }

  /** What from `offset` on, up to `end`, waits for an address that nothing tells, or in a way that no kernel knows. */
  openBetween(offset: number, end: number): readonly Relocated[] {
    const open: Relocated[] = [];
    this.visit(offset, end, (piece, at) => {
      const symbol = piece.getUint32(at + 12, true);
      const type = piece.getUint32(at + 8, true);
      const isKnown = shapeOf(type).bytes > 0 && !Number.isNaN(this.valueOf(symbol));
      if (type !== Relocation.none && !isKnown) open.push({ offset: offsetOf(piece, at), symbol });
    });
    return open;
  }

  private visit(from: number, end: number, take: (piece: DataView, at: number) => void): void {
    for (let index = this.firstFrom(from); index < this.count;) {
      const piece = this.piece(index);
      for (let at = 0; at < piece.byteLength; at += ENTRY_BYTES, index++) {
        if (offsetOf(piece, at) >= end) return;
        take(piece, at);
      }
    }
  }

  private get count(): number {
    return Math.floor(this.entries.size / ENTRY_BYTES);
  }

  private apply(piece: DataView, at: number, target: Uint8Array, offset: number): void {
    const { bytes, isRelative } = shapeOf(piece.getUint32(at + 8, true));
    const symbol = this.valueOf(piece.getUint32(at + 12, true));
    if (bytes === 0 || Number.isNaN(symbol)) return;
    const addend = piece.getInt32(at + 20, true) * TWO_32 + piece.getUint32(at + 16, true);
    const from = offsetOf(piece, at);
    const value = symbol + addend - (isRelative ? this.address + from : 0);
    const high = Math.floor(value / TWO_32);
    const words = [value - high * TWO_32, high];
    const place = from - offset;
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

/** `bytes`: 0 of what is left as it is: `R_X86_64_NONE`, and kinds that a kernel refuses (arch/x86/kernel/module.c). */
function shapeOf(type: number): { readonly bytes: 0 | 4 | 8; readonly isRelative: boolean } {
  switch (type) {
    case Relocation.word64:
      return { bytes: 8, isRelative: false };
    case Relocation.word32:
    case Relocation.word32Signed:
      return { bytes: 4, isRelative: false };
    case Relocation.pc32:
    case Relocation.plt32:
      return { bytes: 4, isRelative: true };
    case Relocation.pc64:
      return { bytes: 8, isRelative: true };
    default:
      return { bytes: 0, isRelative: false };
  }
}

function offsetOf(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * TWO_32 + view.getUint32(at, true);
}
