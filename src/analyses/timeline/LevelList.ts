import { grown } from '../../base/grown';
import { TimeColumn } from './TimeColumn';

const FIRST_LEVELS = 16;
const FIRST_BLOCKS = 4;

/** A level over time, which holds from each change to the next: 8 bytes a change, and its extremes by block. */
export class LevelList {
  readonly times = new TimeColumn();
  private levels = new Float32Array(FIRST_LEVELS);
  private lows = new Float32Array(FIRST_BLOCKS);
  private highs = new Float32Array(FIRST_BLOCKS);

  /** `before`: what held until the first change. */
  constructor(readonly before: number) {}

  get length(): number {
    return this.times.length;
  }

  push(timeNs: number, level: number): void {
    const { times } = this;
    const begins = times.push(timeNs);
    const block = times.blockCount - 1;
    if (block === this.lows.length) {
      this.lows = grown(this.lows, new Float32Array(block * 2));
      this.highs = grown(this.highs, new Float32Array(block * 2));
    }
    if (times.length > this.levels.length) {
      this.levels = grown(this.levels, new Float32Array(this.levels.length * 2));
    }
    this.levels[times.length - 1] = level;
    this.lows[block] = begins ? level : Math.min(this.lows[block]!, level);
    this.highs[block] = begins ? level : Math.max(this.highs[block]!, level);
  }

  /** The latest change was not to what it seemed. */
  correctLast(level: number): void {
    const { length, times, levels, lows, highs } = this;
    const block = times.blockCount - 1;
    levels[length - 1] = level;
    const ofBlock = levels.subarray(times.firstOf(block), length);
    lows[block] = Math.min(...ofBlock);
    highs[block] = Math.max(...ofBlock);
  }

  /** What holds from change `index` on; before the first, what held until it. */
  levelOf(index: number): number {
    return index < 0 ? this.before : this.levels[index]!;
  }

  /** What holds at a time. */
  levelAt(timeNs: number): number {
    return this.levelOf(this.times.countBefore(Math.floor(timeNs) + 1) - 1);
  }

  /** Lowest of the changes from `from` to before `to`; Infinity: there is none. */
  lowest(from: number, to: number): number {
    return this.extreme(from, to, this.lows, Math.min, Infinity);
  }

  highest(from: number, to: number): number {
    return this.extreme(from, to, this.highs, Math.max, -Infinity);
  }

  trim(): void {
    this.times.trim();
    this.levels = this.levels.slice(0, this.length);
  }

  get bytes(): number {
    return this.times.bytes + this.levels.byteLength + this.lows.byteLength + this.highs.byteLength;
  }

  private extreme(
    from: number,
    to: number,
    ofBlock: Float32Array,
    choose: (a: number, b: number) => number,
    none: number,
  ): number {
    const { times, levels } = this;
    let found = none;
    let index = from;
    for (let block = times.blockOf(from); index < to; block++) {
      const end = times.firstOf(block + 1);
      if (index === times.firstOf(block) && end <= to) {
        found = choose(found, ofBlock[block]!);
        index = end;
      } else for (; index < Math.min(end, to); index++) found = choose(found, levels[index]!);
    }
    return found;
  }
}
