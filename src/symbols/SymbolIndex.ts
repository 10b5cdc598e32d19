import { lowerBound } from '../base/bisect';
import type { SymbolColumns } from '../formats/symbols/SymbolColumns';
import { symbolName } from '../formats/symbols/SymbolColumns';
import { kernelsAlias } from './aliasRule';
import type { SymbolPlace, SymbolTable } from './SymbolPlace';

const [LETTER_A, LETTER_U, LETTER_N] = [0x41, 0x55, 0x4e];
const UPPER_CASE = 0xdf;

/** Symbols looked at at one address, and numbers passed over that are no places: no kernel has as many. */
const MOST_ALIASES = 1 << 8;
const MOST_PASSED = 1 << 12;

export interface SymbolIndexOptions {
  /**
   * Which of several symbols at one address is named: the first of the file, whose order is the
   * kernel's already, or the one that the kernel would put first.
   */
  readonly alias: 'first' | 'kernels';
  /** Whether an address still belongs to a symbol below it. `next`: index of the next symbol above; undefined: there is none. */
  readonly reaches: (index: number, address: number, next: number | undefined) => boolean;
}

/** Finds symbols by address in the columns of a file. */
export class SymbolIndex implements SymbolTable {
  constructor(
    readonly columns: SymbolColumns,
    private readonly options: SymbolIndexOptions,
  ) {}

  find(address: number): SymbolPlace | undefined {
    const { columns, options } = this;
    const next = lowerBound(columns.address, address + 1);
    const last = this.lastPlaced(next - 1);
    if (last < 0) return undefined;
    const above = next < columns.count ? next : undefined;
    if (!options.reaches(last, address, above)) return undefined;
    const start = columns.address[last]!;
    const first = Math.max(lowerBound(columns.address, start), last - MOST_ALIASES);
    const index = this.alias(first, last);
    const module = columns.modules[columns.module[index]!]!;
    return {
      name: symbolName(columns, index),
      address: start,
      offset: address - start,
      module: module === '' ? undefined : module,
      bytes: columns.bytes[index] === 0 ? undefined : columns.bytes[index],
      next: above === undefined ? undefined : columns.address[above],
    };
  }

  /** Where the first symbol of a name starts; undefined: the table has none. */
  addressOf(name: string): number | undefined {
    const { columns } = this;
    for (let index = 0; index < columns.count; index++) {
      if (symbolName(columns, index) === name && this.isPlaced(index)) {
        return columns.address[index];
      }
    }
    return undefined;
  }

  /** All symbols that start at an address. */
  namesAt(address: number): readonly string[] {
    const names: string[] = [];
    const { columns } = this;
    for (
      let index = lowerBound(columns.address, address);
      columns.address[index] === address && names.length < MOST_ALIASES;
      index++
    ) {
      names.push(symbolName(columns, index));
    }
    return names;
  }

  private alias(first: number, last: number): number {
    if (first === last) return last;
    if (this.options.alias === 'kernels') return kernelsAlias(this.columns, first, last);
    for (let index = first; index < last; index++) if (this.isPlaced(index)) return index;
    return last;
  }

  /** The last symbol up to `index` that stands in memory; -1: none does. */
  private lastPlaced(index: number): number {
    const least = Math.max(0, index - MOST_PASSED);
    for (let at = index; at >= least; at--) if (this.isPlaced(at)) return at;
    return -1;
  }

  /** Absolute symbols are numbers, and undefined ones are elsewhere. */
  private isPlaced(index: number): boolean {
    const upper = this.columns.letter[index]! & UPPER_CASE;
    return upper !== LETTER_A && upper !== LETTER_U && upper !== LETTER_N;
  }
}
