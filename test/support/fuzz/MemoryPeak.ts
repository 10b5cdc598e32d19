import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Garbage beyond this is collected before it is mistaken for growth. */
const MOST_GARBAGE_BYTES = 100 << 20;

/** How far the process grows while one piece of work runs, what it gave back meanwhile included. */
export class MemoryPeak {
  /** Of all pieces of work. */
  mostBytes = 0;
  private readonly atFirst = process.memoryUsage.rss();
  private readonly collect: () => void;

  constructor() {
    setFlagsFromString('--expose-gc');
    this.collect = runInNewContext('gc') as () => void;
  }

  /** Bytes by which the process grew at most while `work` ran. */
  during(work: () => void): number {
    if (process.memoryUsage.rss() - this.atFirst > MOST_GARBAGE_BYTES) this.collect();
    const before = process.memoryUsage.rss();
    const highestBefore = process.resourceUsage().maxRSS;
    work();
    const highest = process.resourceUsage().maxRSS;
    const peak = highest > highestBefore ? highest * 1024 : process.memoryUsage.rss();
    this.mostBytes = Math.max(this.mostBytes, peak - before);
    return peak - before;
  }
}
