const FREE = -1;
const FIRST_SLOTS = 64;
/** Hash of a name before its first byte (FNV-1a's offset basis). */
export const FIRST_HASH = 0x811c_9dc5;
const FNV_PRIME = 0x0100_0193;

/** Numbers names in the order they are added, and finds them in a text by their bytes: no string a look-up. */
export class ByteNames {
  private readonly names: Uint8Array[] = [];
  private slots = new Int32Array(FIRST_SLOTS).fill(FREE);

  get size(): number {
    return this.names.length;
  }

  /** The name's number, -1 for one that was never added. */
  find(bytes: Uint8Array, from: number, to: number): number {
    return this.findHashed(hashOf(bytes, from, to), bytes, from, to);
  }

  /** The same with the name's hash, which a loop over its bytes made with `nextHash`. */
  findHashed(hash: number, bytes: Uint8Array, from: number, to: number): number {
    const { slots, names } = this;
    const mask = slots.length - 1;
    for (let slot = slotOf(hash) & mask; ; slot = (slot + 1) & mask) {
      const index = slots[slot]!;
      if (index === FREE || holds(names[index]!, bytes, from, to)) return index;
    }
  }

  /** The name's number; a new one gets the next. */
  add(bytes: Uint8Array, from = 0, to = bytes.length): number {
    const known = this.find(bytes, from, to);
    if (known !== FREE) return known;
    const index = this.names.push(bytes.slice(from, to)) - 1;
    if (this.names.length * 2 > this.slots.length) this.grow();
    else this.place(index);
    return index;
  }

  private place(index: number): void {
    const { slots } = this;
    const name = this.names[index]!;
    const mask = slots.length - 1;
    let slot = slotOf(hashOf(name, 0, name.length)) & mask;
    while (slots[slot] !== FREE) slot = (slot + 1) & mask;
    slots[slot] = index;
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(FREE);
    this.names.forEach((_, index) => {
      this.place(index);
    });
  }
}

/** FNV-1a, byte by byte from `FIRST_HASH` on. */
export function nextHash(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, FNV_PRIME);
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = FIRST_HASH;
  for (let at = from; at < to; at++) hash = nextHash(hash, bytes[at]!);
  return hash;
}

function slotOf(hash: number): number {
  return hash ^ (hash >>> 15);
}

function holds(name: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let at = 0; at < name.length; at++) if (name[at] !== bytes[from + at]) return false;
  return true;
}
