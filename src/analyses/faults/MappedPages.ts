import { grown } from '../../base/grown';
import { NumberIndex } from '../../base/NumberIndex';

/** Threads are told apart by so many low bits of their number. */
const LANES = 1 << 12;
const PAGES_OF_LARGE = 512;

/** When and by whom guest pages were mapped last, without an object each; bounded. */
export class MappedPages {
  /** Mappings that found no room any more. */
  leftOut = 0;
  private readonly index: NumberIndex;
  private times = new Float64Array(64);
  /** When it was mapped writable last. */
  private writables = new Float64Array(64).fill(-1);
  private by = new Int32Array(64);
  private readonly own: NumberIndex;

  /** `most`: pages that are remembered. */
  constructor(most: number) {
    this.index = new NumberIndex(most);
    this.own = new NumberIndex(most);
  }

  /** `level`: 1 for a 4 KiB page, 2 for 2 MiB, 3 for 1 GiB. */
  add(gfn: number, level: number, lane: number, atNs: number, isWritable: boolean): void {
    const at = this.index.indexOf(keyOf(gfn, level));
    if (at < 0 || this.own.indexOf(ownKey(gfn, level, lane)) < 0) this.leftOut++;
    if (at < 0) return;
    if (at >= this.times.length) {
      const length = this.times.length * 2;
      this.times = grown(this.times, new Float64Array(length));
      this.writables = grown(this.writables, new Float64Array(length).fill(-1));
      this.by = grown(this.by, new Int32Array(length));
    }
    this.times[at] = atNs;
    if (isWritable) this.writables[at] = atNs;
    this.by[at] = lane;
  }

  /** Its entry was made writable without mapping it anew. */
  allowWrites(gfn: number, atNs: number): void {
    const at = this.latest(gfn);
    if (at >= 0) this.writables[at] = atNs;
  }

  /** Whether this thread mapped it before, alone or with the 2 MiB around it. */
  hasOwn(gfn: number, lane: number): boolean {
    return this.own.find(ownKey(gfn, 1, lane)) >= 0 || this.own.find(ownKey(gfn, 2, lane)) >= 0;
  }

  /** Thread that mapped it last, as a page of its own or as part of a 2 MiB page; -1: none did. */
  mapper(gfn: number): number {
    const at = this.latest(gfn);
    return at < 0 ? -1 : this.by[at]!;
  }

  /** When it was mapped last; -1: never. */
  mappedNs(gfn: number): number {
    const at = this.latest(gfn);
    return at < 0 ? -1 : this.times[at]!;
  }

  /** When it was writable last, as far as its mapping tells; -1: never. */
  writableNs(gfn: number): number {
    const at = this.latest(gfn);
    return at < 0 ? -1 : this.writables[at]!;
  }

  isLarge(gfn: number): boolean {
    const at = this.latest(gfn);
    return at >= 0 && at === this.index.find(keyOf(gfn, 2));
  }

  private latest(gfn: number): number {
    const small = this.index.find(keyOf(gfn, 1));
    const large = this.index.find(keyOf(gfn, 2));
    if (small < 0 || large < 0) return Math.max(small, large);
    return this.times[large]! > this.times[small]! ? large : small;
  }
}

function keyOf(gfn: number, level: number): number {
  return level < 2 ? gfn * 2 : (gfn - (gfn % PAGES_OF_LARGE)) * 2 + 1;
}

function ownKey(gfn: number, level: number, lane: number): number {
  return keyOf(gfn, level) * LANES + (lane % LANES);
}
