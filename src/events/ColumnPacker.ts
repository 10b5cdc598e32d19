import { singleColumns } from './ColumnMemory';
import type { ColumnMemory } from './ColumnMemory';
import { BLOCK_ROWS } from './EventTable';
import type { WordColumn } from './EventTable';

/** Constants kept as shared columns; a trace that has more of them stores the further ones like any value. */
const MOST_CONSTANTS = 16;

/** Where a value stands among the words kept of a record. */
export interface WordPlace {
  /** Index of the kept word. */
  readonly word: number;
  /** Bits to drop on the right, and the mask of what is left. */
  readonly shift: number;
  readonly mask: number;
}

/**
 * Turns raw words of records into columns as narrow as their values allow. A recording's fields are
 * mostly small or constant (upper halves of addresses, `isa`, error codes): this keeps an event of
 * eleven words in about a third of its bytes. Constant columns are shared by all blocks.
 */
export class ColumnPacker {
  private readonly constants = new Map<number, WordColumn>();

  constructor(private readonly memory: ColumnMemory) {}

  /** Bytes the column keeps for itself; a shared one keeps none. */
  ownBytes(column: WordColumn): number {
    return column.length === BLOCK_ROWS && this.constants.get(column[0]!) === column
      ? 0
      : column.byteLength;
  }

  /** Packs the value at `place` of the first `rows` records, of which `kept` holds `wordCount` words each. */
  pack(kept: Uint32Array, wordCount: number, rows: number, place: WordPlace): WordColumn {
    const { word, shift, mask } = place;
    const first = ((kept[word]! >>> shift) & mask) >>> 0;
    let differs = 0;
    let allBits = 0;
    for (let row = 0, at = word; row < rows; row++, at += wordCount) {
      const value = (kept[at]! >>> shift) & mask;
      differs |= value ^ first;
      allBits |= value;
    }
    if (differs === 0) {
      const shared = this.constant(first);
      if (shared !== undefined) return shared;
    }
    const column = narrowest(this.memory, allBits >>> 0, rows);
    for (let row = 0, at = word; row < rows; row++, at += wordCount) {
      column[row] = (kept[at]! >>> shift) & mask;
    }
    return column;
  }

  private constant(value: number): WordColumn | undefined {
    let column = this.constants.get(value);
    if (column === undefined && this.constants.size < MOST_CONSTANTS) {
      column = narrowest(singleColumns, value, BLOCK_ROWS).fill(value);
      this.constants.set(value, column);
    }
    return column;
  }
}

function narrowest(memory: ColumnMemory, allBits: number, rows: number): WordColumn {
  if (allBits <= 0xff) return memory.uint8(rows);
  if (allBits <= 0xffff) return memory.uint16(rows);
  return memory.uint32(rows);
}
