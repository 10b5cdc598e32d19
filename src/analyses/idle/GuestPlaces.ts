import { TWO_32 } from '../../base/twoTo32';

/** Places that are told apart; a guest that computes is found everywhere. */
const MOST_PLACES = 4096;

/** One guest instruction. */
export interface GuestPlace {
  /** In the order of `firstNs`. */
  readonly number: number;
  readonly ripLow: number;
  readonly ripHigh: number;
  count: number;
  /** When it was found there first. */
  readonly firstNs: number;
}

/** Where a guest was found: by the host's ticks, each of which is a sample (G), or by its exits of a kind. */
export class GuestPlaces {
  samples = 0;
  readonly places = new Map<number, GuestPlace>();

  /** Number of the place; -1: it is not told apart. */
  add(ripLow: number, ripHigh: number, atNs: number): number {
    this.samples++;
    // 53 bits of an address tell all of a guest's code apart.
    const key = ripLow + (ripHigh & 0x1fffff) * TWO_32;
    const place = this.places.get(key);
    if (place !== undefined) {
      place.count++;
      return place.number;
    }
    const number = this.places.size;
    if (number === MOST_PLACES) return -1;
    this.places.set(key, { number, ripLow, ripHigh, count: 1, firstNs: atNs });
    return number;
  }

  /** The most frequent, most first. */
  most(limit: number): readonly GuestPlace[] {
    return [...this.places.values()].sort((a, b) => b.count - a.count).slice(0, limit);
  }
}
