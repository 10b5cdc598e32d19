import { TWO_32 } from './twoTo32';
import { grown } from './grown';

const FIRST_SLOTS = 1 << 10;
const EMPTY = -1;
/** Odd multipliers that spread neighbours, of both halves of a key (Fibonacci hashing). */
const SPREAD_LOW = 0x9e3779b1;
const SPREAD_HIGH = 0x85ebca6b;

/** Numbers whole numbers of up to 53 bits in the order they are met, without an object each; bounded. */
export class NumberIndex {
  /** Keys numbered so far. */
  count = 0;
  private keys = new Float64Array(FIRST_SLOTS / 2);
  private slots = new Int32Array(FIRST_SLOTS).fill(EMPTY);

  /** `most`: keys that find room. */
  constructor(private readonly most: number) {}

  /** The key's number; a new one gets the next, -1 when there is no room for it. */
  indexOf(key: number): number {
    const slot = this.slotOf(key);
    const known = this.slots[slot]!;
    if (known !== EMPTY) return known;
    if (this.count >= this.most) return EMPTY;
    const index = this.count++;
    this.slots[slot] = index;
    this.keys[index] = key;
    if (this.count === this.keys.length) this.grow();
    return index;
  }

  /** The key's number, -1 for one that was never met or found no room. */
  find(key: number): number {
    return this.slots[this.slotOf(key)]!;
  }

  keyOf(index: number): number {
    return this.keys[index]!;
  }

  clear(): void {
    this.count = 0;
    this.slots.fill(EMPTY);
  }

  /** The key's slot, or the free one that it would get. */
  private slotOf(key: number): number {
    const { slots, keys } = this;
    const mask = slots.length - 1;
    const high = Math.floor(key / TWO_32);
    const hash = Math.imul(key | 0, SPREAD_LOW) ^ Math.imul(high, SPREAD_HIGH);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] !== EMPTY && keys[slots[slot]!] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    this.keys = grown(this.keys, new Float64Array(this.keys.length * 2));
    this.slots = new Int32Array(this.slots.length * 2).fill(EMPTY);
    for (let index = 0; index < this.count; index++) {
      this.slots[this.slotOf(this.keys[index]!)] = index;
    }
  }
}
