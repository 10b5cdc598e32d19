import { grown } from '../../base/grown';
import { NumberIndex } from '../../base/NumberIndex';
import { MAPPING_LEVELS, mappingKey } from './mappingKey';

/** What was done to a page's entry. */
export const DOWNGRADES = ['write-protected', 'unmapped', 'memslot-change'] as const;

export type Downgrade = (typeof DOWNGRADES)[number];

/** Pages of which the last downgrade is remembered; older ones are forgotten together. */
const MOST_PAGES = 1 << 19;
/** Unmapped ranges, and memslot changes, that are remembered. */
const MOST_RANGES = 32;
/** Pages of a range that are noted one by one. */
const MOST_SINGLE = 512;

/** Who took a page's entry away, or what it allowed, and when. */
export interface FoundDowngrade {
  atNs: number;
  /** Number of the thread that did it. */
  thread: number;
  what: Downgrade;
  /** Whether it tells that the page was mapped: the page's own entry changed, no range that holds it. */
  isOfEntry: boolean;
}

interface Range extends FoundDowngrade {
  readonly from: number;
  readonly to: number;
}

/** Before any event. */
const NEVER = -Infinity;

/** The last downgrade of each guest page: domain reference F.1, F.4. Bounded. */
export class Downgrades {
  private readonly index = new NumberIndex(MOST_PAGES);
  private times = new Float64Array(64);
  /** Thread, what it did, and whether to the page's own entry. */
  private actors = new Int32Array(64);
  private readonly ranges: Range[] = [];
  /** The last one of all pages at once. */
  private readonly whole: FoundDowngrade = {
    atNs: NEVER,
    thread: -1,
    what: 'unmapped',
    isOfEntry: false,
  };
  private readonly found: FoundDowngrade = {
    atNs: 0,
    thread: -1,
    what: 'unmapped',
    isOfEntry: false,
  };

  /** An entry of a level changed, over all the pages that it maps. */
  entry(gfn: number, level: number, what: Downgrade, thread: number, atNs: number): void {
    this.note(mappingKey(gfn, level), actorOf(thread, what, true), atNs);
  }

  /** Pages from `from` up to `to` were downgraded together. */
  range(from: number, to: number, what: Downgrade, thread: number, atNs: number): void {
    if (to - from <= MOST_SINGLE) {
      for (let gfn = from; gfn < to; gfn++) {
        this.note(mappingKey(gfn, 1), actorOf(thread, what, false), atNs);
      }
      return;
    }
    if (this.ranges.length === MOST_RANGES) this.ranges.shift();
    this.ranges.push({ from, to, what, thread, atNs, isOfEntry: false });
  }

  /** All pages were. */
  all(what: Downgrade, thread: number, atNs: number): void {
    this.whole.atNs = atNs;
    this.whole.thread = thread;
    this.whole.what = what;
    // None of them can be a page's last one any more.
    this.ranges.length = 0;
  }

  /** The page's last downgrade after a time, in an object that the next call fills again; undefined: none was seen. */
  latest(gfn: number, sinceNs: number): Readonly<FoundDowngrade> | undefined {
    const { found, index, ranges, whole } = this;
    found.thread = -1;
    found.atNs = sinceNs;
    for (let level = 1; level <= MAPPING_LEVELS && index.count > 0; level++) {
      const at = index.find(mappingKey(gfn, level));
      if (at < 0 || this.times[at]! < found.atNs) continue;
      const actor = this.actors[at]!;
      found.atNs = this.times[at]!;
      found.thread = Math.floor(actor / DEEDS);
      found.what = DOWNGRADES[actor % DOWNGRADES.length]!;
      found.isOfEntry = actor % DEEDS >= DOWNGRADES.length;
    }
    if (whole.atNs >= found.atNs) {
      found.atNs = whole.atNs;
      found.thread = whole.thread;
      found.what = whole.what;
      found.isOfEntry = false;
    }
    // The newest stand last: the first from there that holds the page is the one.
    for (let at = ranges.length - 1; at >= 0 && ranges[at]!.atNs >= found.atNs; at--) {
      const range = ranges[at]!;
      if (gfn < range.from || gfn >= range.to) continue;
      found.atNs = range.atNs;
      found.thread = range.thread;
      found.what = range.what;
      found.isOfEntry = false;
      break;
    }
    return found.thread < 0 ? undefined : found;
  }

  private note(key: number, actor: number, atNs: number): void {
    let at = this.index.indexOf(key);
    if (at < 0) {
      this.index.clear();
      at = this.index.indexOf(key);
    }
    if (at >= this.times.length) {
      this.times = grown(this.times, new Float64Array(this.times.length * 2));
      this.actors = grown(this.actors, new Int32Array(this.actors.length * 2));
    }
    this.times[at] = atNs;
    this.actors[at] = actor;
  }
}

/** Deeds of one thread: each of `DOWNGRADES`, to a range of pages or to an entry. */
const DEEDS = 2 * DOWNGRADES.length;

function actorOf(thread: number, what: Downgrade, isOfEntry: boolean): number {
  return thread * DEEDS + (isOfEntry ? DOWNGRADES.length : 0) + DOWNGRADES.indexOf(what);
}
