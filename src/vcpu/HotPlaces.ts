import { NumberIndex } from '../base/NumberIndex';
import { TWO_32 } from '../base/twoTo32';
import { isaOf } from '../kvm/exitReasons';
import { HotPlace } from './HotPlace';

/** Places told apart: a guest that computes is found everywhere, and each costs up to 5 KB. */
const MOST_PLACES = 1 << 15;
const MOST_REASONS = 1 << 20;
const ISA_RANGE = 4;
/** Slots for the places met last, as a power of two. */
const RECENT_BITS = 12;
/** An odd multiplier that spreads neighbours (Fibonacci hashing). */
const SPREAD = 0x9e3779b1;

/** Places of exits, numbered by thread, reason and instruction; those that come when there are too many get no number. */
export class HotPlaces {
  /** By number. */
  readonly all: HotPlace[] = [];
  private readonly rips = new NumberIndex(MOST_PLACES);
  private readonly reasons = new NumberIndex(MOST_REASONS);
  private readonly index = new NumberIndex(MOST_PLACES);
  /** Numbers of places, by a hash of what they are told by: nearly every exit is where one was before. */
  private readonly recent = new Uint16Array(1 << RECENT_BITS);

  /** `code`: basic exit code; `rip`: as `base/signedAddress` holds it. -1: the place is not told apart. */
  numberOf(binding: number, isaField: number | undefined, code: number, rip: number): number {
    const slot =
      Math.imul((rip | 0) ^ (code << 8) ^ (binding << 16), SPREAD) >>> (32 - RECENT_BITS);
    const guess = this.all[this.recent[slot]!];
    if (
      guess?.rip === rip &&
      guess.code === code &&
      guess.binding === binding &&
      guess.isaField === isaField
    ) {
      return this.recent[slot]!;
    }
    const place = this.find(binding, isaField, code, rip);
    if (place >= 0) this.recent[slot] = place;
    return place;
  }

  private find(binding: number, isaField: number | undefined, code: number, rip: number): number {
    // Beyond what a double holds, neighbours would become one.
    if (!Number.isSafeInteger(rip)) return -1;
    const isaPart = isaField !== undefined && isaField < ISA_RANGE - 1 ? isaField : ISA_RANGE - 1;
    const reason = this.reasons.indexOf((binding * ISA_RANGE + isaPart) * TWO_32 + code);
    const instruction = this.rips.indexOf(rip);
    if (reason < 0 || instruction < 0) return -1;
    const place = this.index.indexOf(instruction * MOST_REASONS + reason);
    if (place === this.all.length) {
      this.all.push(new HotPlace(binding, isaOf(isaField), isaField, code, rip));
    }
    return place;
  }
}
