/** Pages that are remembered: parameter `max_pages`. */
const MOST_PAGES = 1 << 20;
const FIRST_SLOTS = 1 << 10;

/** A bounded set of guest page numbers, without an object each. */
export class PageNumbers {
  /** Pages that found no room any more. */
  leftOut = 0;
  private slots = new Float64Array(FIRST_SLOTS).fill(-1);
  private count = 0;

  has(gfn: number): boolean {
    return this.slots[this.slotOf(gfn)] === gfn;
  }

  add(gfn: number): void {
    const slot = this.slotOf(gfn);
    if (this.slots[slot] === gfn) return;
    if (this.count >= MOST_PAGES) {
      this.leftOut++;
      return;
    }
    this.slots[slot] = gfn;
    this.count++;
    if (this.count * 2 > this.slots.length) this.grow();
  }

  /** The page's slot, or the free one that it would get. */
  private slotOf(gfn: number): number {
    const mask = this.slots.length - 1;
    // Fibonacci hashing of the low 32 bits: neighbours spread.
    let slot = (Math.imul(gfn | 0, 0x9e3779b1) >>> 0) & mask;
    while (this.slots[slot] !== -1 && this.slots[slot] !== gfn) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Float64Array(before.length * 2).fill(-1);
    for (const gfn of before) if (gfn >= 0) this.slots[this.slotOf(gfn)] = gfn;
  }
}
