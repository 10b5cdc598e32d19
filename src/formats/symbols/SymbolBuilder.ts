import { grown } from '../../base/grown';
import type { Steps } from '../../base/steps';
import type { SymbolColumns } from './SymbolColumns';

const FIRST_ROOM = 1 << 16;
/** A kernel with debug information has a quarter of a million. */
const MOST_SYMBOLS = 1 << 22;
const MOST_MODULES = 0xffff;
const MOST_NAME_BYTES = 0xffff;
/** Addresses closer together than this, and indexes below the rest of 53 bits, make one number to sort by. */
const CLOSE_BYTES = 2 ** 31;

/** Collects the symbols of a file in its order, and sorts them by address. */
export class SymbolBuilder {
  count = 0;
  private address = new Float64Array(FIRST_ROOM);
  private bytes = new Uint32Array(FIRST_ROOM);
  private letter = new Uint8Array(FIRST_ROOM);
  private module = new Uint16Array(FIRST_ROOM);
  private nameAt = new Uint32Array(FIRST_ROOM);
  private nameLength = new Uint16Array(FIRST_ROOM);
  private readonly modules = [''];
  private readonly moduleIndex = new Map([['', 0]]);

  get isFull(): boolean {
    return this.count >= MOST_SYMBOLS;
  }

  /** Number of a module; beyond 65,535 of them the last one's. */
  moduleOf(name: string): number {
    const known = this.moduleIndex.get(name);
    if (known !== undefined) return known;
    if (this.modules.length > MOST_MODULES) return MOST_MODULES;
    this.moduleIndex.set(name, this.modules.length);
    return this.modules.push(name) - 1;
  }

  add(
    address: number,
    bytes: number,
    letter: number,
    module: number,
    nameAt: number,
    nameLength: number,
  ): void {
    const index = this.count++;
    if (index === this.address.length) this.grow();
    this.address[index] = address;
    this.bytes[index] = Math.min(bytes, 0xffff_ffff);
    this.letter[index] = letter;
    this.module[index] = module;
    this.nameAt[index] = nameAt;
    this.nameLength[index] = Math.min(nameLength, MOST_NAME_BYTES);
  }

  /** `names`: the bytes that the places of names are in. Pauses once they are sorted. */
  *build(names: Uint8Array): Steps<SymbolColumns> {
    const { count, modules } = this;
    const order = sortedOrder(this.address.subarray(0, count));
    yield;
    const sorted = <T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
      from: T,
      into: T,
    ): T => {
      for (let index = 0; index < count; index++) into[index] = from[order[index]!]!;
      return into;
    };
    return {
      count,
      address: sorted(this.address, new Float64Array(count)),
      bytes: sorted(this.bytes, new Uint32Array(count)),
      letter: sorted(this.letter, new Uint8Array(count)),
      module: sorted(this.module, new Uint16Array(count)),
      modules,
      names,
      nameAt: sorted(this.nameAt, new Uint32Array(count)),
      nameLength: sorted(this.nameLength, new Uint16Array(count)),
    };
  }

  private grow(): void {
    const room = this.address.length * 2;
    this.address = grown(this.address, new Float64Array(room));
    this.bytes = grown(this.bytes, new Uint32Array(room));
    this.letter = grown(this.letter, new Uint8Array(room));
    this.module = grown(this.module, new Uint16Array(room));
    this.nameAt = grown(this.nameAt, new Uint32Array(room));
    this.nameLength = grown(this.nameLength, new Uint16Array(room));
  }
}

/** Indexes by ascending address; equal ones stay in order. */
function sortedOrder(address: Float64Array): ArrayLike<number> {
  const lowest = address.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = address.reduce((most, value) => Math.max(most, value), -Infinity);
  if (highest - lowest >= CLOSE_BYTES) {
    return Uint32Array.from(address.keys()).sort((a, b) => address[a]! - address[b]! || a - b);
  }
  // One number each, sorted without a call for each comparison.
  const keys = new Float64Array(address.length);
  for (let index = 0; index < keys.length; index++) {
    keys[index] = (address[index]! - lowest) * MOST_SYMBOLS + index;
  }
  keys.sort();
  const order = new Uint32Array(keys.length);
  for (let index = 0; index < keys.length; index++) order[index] = keys[index]! % MOST_SYMBOLS;
  return order;
}
