import { grown } from '../../base/grown';
import { NumberIndex } from '../../base/NumberIndex';
import { laneKey } from './laneKey';
import { isLargeMapping, MAPPING_LEVELS, mappingKey } from './mappingKey';

/** When and by whom guest pages were mapped last, without an object each; bounded. */
export class MappedPages {
  /** Mappings that found no room any more. */
  leftOut = 0;
  /** Highest level that any was of. */
  private highest = 1;
  private readonly index: NumberIndex;
  private times = new Float64Array(64);
  /** When it was mapped writable last. */
  private writables = new Float64Array(64).fill(-1);
  private by = new Int32Array(64);
  private readonly own: NumberIndex;

  /** `most`: mappings that are remembered. */
  constructor(most: number) {
    this.index = new NumberIndex(most);
    this.own = new NumberIndex(most);
  }

  /** `level`: 1 for a 4 KiB page, 2 for 2 MiB, 3 for 1 GiB. */
  add(gfn: number, level: number, lane: number, atNs: number, isWritable: boolean): void {
    const key = mappingKey(gfn, level);
    const row = this.index.indexOf(key);
    if (row < 0 || this.own.indexOf(laneKey(key, lane)) < 0) this.leftOut++;
    if (row < 0) return;
    if (row >= this.times.length) {
      const length = this.times.length * 2;
      this.times = grown(this.times, new Float64Array(length));
      this.writables = grown(this.writables, new Float64Array(length).fill(-1));
      this.by = grown(this.by, new Int32Array(length));
    }
    this.highest = Math.min(Math.max(this.highest, level), MAPPING_LEVELS);
    this.times[row] = atNs;
    if (isWritable) this.writables[row] = atNs;
    this.by[row] = lane;
  }

  /** Row of the latest mapping that holds a page, of whichever level; -1: none was seen. */
  find(gfn: number): number {
    const { index, times } = this;
    let found = index.find(mappingKey(gfn, 1));
    for (let level = 2; level <= this.highest; level++) {
      const row = index.find(mappingKey(gfn, level));
      if (row >= 0 && (found < 0 || times[row]! > times[found]!)) found = row;
    }
    return found;
  }

  /** Its entry was made writable without mapping it anew. */
  allowWrites(row: number, atNs: number): void {
    this.writables[row] = atNs;
  }

  /** Whether this lane mapped the page before, alone or with the pages around it. */
  hasOwn(gfn: number, lane: number): boolean {
    for (let level = 1; level <= this.highest; level++) {
      if (this.own.find(laneKey(mappingKey(gfn, level), lane)) >= 0) return true;
    }
    return false;
  }

  /** Lane that mapped it last. */
  mapper(row: number): number {
    return this.by[row]!;
  }

  /** When it was mapped last. */
  mappedNs(row: number): number {
    return this.times[row]!;
  }

  /** When it was writable last, as far as its mapping tells; -1: never. */
  writableNs(row: number): number {
    return this.writables[row]!;
  }

  /** Whether it is larger than 4 KiB. */
  isLarge(row: number): boolean {
    return isLargeMapping(this.index.keyOf(row));
  }
}
