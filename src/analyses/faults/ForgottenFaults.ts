import { TWO_32 } from '../../base/twoTo32';
import { NS_PER_SECOND } from '../../base/nsPerSecond';

const ROWS = 4;
const COLUMNS = 1 << 16;
/** One odd multiplier a row. */
const SPREADS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;

/** Pages with few faults, none for so long, may be forgotten: ten times parameter `pp_window`. */
export const FORGET_AFTER_NS = NS_PER_SECOND;

/** How many faults of a page were forgotten, never too few: a count-min sketch of 1 MiB (domain reference F.5). */
export class ForgottenFaults {
  /** Faults that were forgotten, of all pages. */
  total = 0;
  private counts: Uint32Array | undefined;

  add(key: number, faults: number): void {
    const counts = (this.counts ??= new Uint32Array(ROWS * COLUMNS));
    this.total += faults;
    for (let row = 0; row < ROWS; row++) counts[placeOf(key, row)]! += faults;
  }

  /** Faults of a page that were forgotten, at most. */
  atMost(key: number): number {
    const { counts } = this;
    if (counts === undefined) return 0;
    return Math.min(...SPREADS.map((_, row) => counts[placeOf(key, row)]!));
  }
}

function placeOf(key: number, row: number): number {
  const hash = Math.imul(
    (key | 0) ^ Math.imul(Math.floor(key / TWO_32), 0x165667b1),
    SPREADS[row]!,
  );
  return row * COLUMNS + (hash >>> 16);
}
