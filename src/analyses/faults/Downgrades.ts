import { grown } from '../../base/grown';
import { NumberIndex } from '../../base/NumberIndex';

/** What was done to a page's entry. */
export const DOWNGRADES = ['write-protected', 'unmapped', 'memslot-change'] as const;

export type Downgrade = (typeof DOWNGRADES)[number];

/** Pages of which the last downgrade is remembered; older ones are forgotten together. */
const MOST_PAGES = 1 << 19;
/** Unmapped ranges, and memslot changes, that are remembered. */
const MOST_RANGES = 32;
/** Pages of a range that are noted one by one. */
const MOST_SINGLE = 512;
/** Base pages of a large page, by level; KVM maps no larger ones. */
const PAGES_OF_LEVEL = [1, 512, 512 * 512] as const;
const LEVELS = 3;

/** Who took a page's entry away, or what it allowed, and when. */
export interface FoundDowngrade {
  atNs: number;
  /** Number of the thread that did it. */
  thread: number;
  what: Downgrade;
}

interface Range extends FoundDowngrade {
  readonly from: number;
  readonly to: number;
}

/** The last downgrade of each guest page: domain reference F.1, F.4. Bounded. */
export class Downgrades {
  private readonly index = new NumberIndex(MOST_PAGES);
  private times = new Float64Array(64);
  /** Thread and what it did. */
  private actors = new Int32Array(64);
  private readonly ranges: Range[] = [];
  private readonly found: FoundDowngrade = { atNs: 0, thread: -1, what: 'unmapped' };

  /** An entry of a level changed, over all the pages that it maps. */
  page(gfn: number, level: number, found: FoundDowngrade): void {
    const key = keyOf(gfn, level);
    let at = this.index.indexOf(key);
    if (at < 0) {
      this.index.clear();
      at = this.index.indexOf(key);
    }
    if (at >= this.times.length) {
      this.times = grown(this.times, new Float64Array(this.times.length * 2));
      this.actors = grown(this.actors, new Int32Array(this.actors.length * 2));
    }
    this.times[at] = found.atNs;
    this.actors[at] = found.thread * DOWNGRADES.length + DOWNGRADES.indexOf(found.what);
  }

  /** Pages from `from` up to `to` were downgraded together; from 0 to Infinity for all. */
  range(from: number, to: number, found: FoundDowngrade): void {
    if (to - from <= MOST_SINGLE) {
      for (let gfn = from; gfn < to; gfn++) this.page(gfn, 1, found);
      return;
    }
    if (this.ranges.length === MOST_RANGES) this.ranges.shift();
    this.ranges.push({ ...found, from, to });
  }

  /** The page's last downgrade after a time, in an object that the next call fills again; undefined: none was seen. */
  latest(gfn: number, sinceNs: number): Readonly<FoundDowngrade> | undefined {
    const { found, index, ranges } = this;
    found.thread = -1;
    found.atNs = sinceNs;
    for (let level = 1; level <= LEVELS && index.count > 0; level++) {
      const at = index.find(keyOf(gfn, level));
      if (at < 0 || this.times[at]! < found.atNs) continue;
      const actor = this.actors[at]!;
      found.atNs = this.times[at]!;
      found.thread = Math.floor(actor / DOWNGRADES.length);
      found.what = DOWNGRADES[actor % DOWNGRADES.length]!;
    }
    // The newest stand last: the first from there that holds the page is the one.
    for (let at = ranges.length - 1; at >= 0 && ranges[at]!.atNs >= found.atNs; at--) {
      const range = ranges[at]!;
      if (gfn < range.from || gfn >= range.to) continue;
      found.atNs = range.atNs;
      found.thread = range.thread;
      found.what = range.what;
      break;
    }
    return found.thread < 0 ? undefined : found;
  }
}

/** First page of the large page that holds it, with the level. */
function keyOf(gfn: number, level: number): number {
  const pages = PAGES_OF_LEVEL[Math.min(level, LEVELS) - 1]!;
  return (gfn - (gfn % pages)) * (LEVELS + 1) + Math.min(level, LEVELS);
}
