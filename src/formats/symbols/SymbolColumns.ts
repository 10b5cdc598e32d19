import { latin1 } from '../text';

/**
 * The symbols of one file, one column a property, by ascending address; those of one address stand
 * as in the file. Names stay bytes until somebody asks: a kernel has some 200,000.
 */
export interface SymbolColumns {
  readonly count: number;
  /** As `base/signedAddress` holds them. */
  readonly address: Float64Array;
  /** Bytes the symbol says it has; 0: the file does not say. */
  readonly bytes: Uint32Array;
  /** The letter that `nm` shows, as its code: `t` and `T` for code, `w` and `W` for weak. */
  readonly letter: Uint8Array;
  /** Index in `modules`. */
  readonly module: Uint16Array;
  /** Names of kernel modules; the first is '' and stands for none. */
  readonly modules: readonly string[];
  readonly names: Uint8Array;
  readonly nameAt: Uint32Array;
  readonly nameLength: Uint16Array;
}

export function symbolName({ names, nameAt, nameLength }: SymbolColumns, index: number): string {
  const at = nameAt[index]!;
  return latin1(names.subarray(at, at + nameLength[index]!));
}

/** Indexes of the symbols with one of these names, by name. Goes through all of them once. */
export function symbolsNamed(
  columns: SymbolColumns,
  wanted: Iterable<string>,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  const byHash = new Map<number, string[]>();
  let longest = 0;
  for (const name of wanted) {
    found.set(name, []);
    longest = Math.max(longest, name.length);
    const hash = hashOf(new TextEncoder().encode(name), 0, name.length);
    const alike = byHash.get(hash);
    if (alike === undefined) byHash.set(hash, [name]);
    else alike.push(name);
  }
  const { names, nameAt, nameLength } = columns;
  for (let index = 0; index < columns.count; index++) {
    if (nameLength[index]! > longest) continue;
    const likely = byHash.get(hashOf(names, nameAt[index]!, nameLength[index]!));
    if (likely === undefined) continue;
    const name = symbolName(columns, index);
    if (likely.includes(name)) found.get(name)!.push(index);
  }
  return found;
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, from: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < from + length; at++) {
    hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  }
  return hash;
}
