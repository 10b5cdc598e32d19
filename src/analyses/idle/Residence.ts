/** Places of a vCPU that are told apart; a guest that computes is found everywhere. */
const MOST_PLACES = 4096;

/** One guest instruction that interrupts found a vCPU at. */
export interface ResidencePlace {
  readonly ripLow: number;
  readonly ripHigh: number;
  count: number;
}

/** Where the host's tick found a vCPU in its guest: every tick is a sample (G). */
export class Residence {
  samples = 0;
  readonly places = new Map<number, ResidencePlace>();

  add(ripLow: number, ripHigh: number): void {
    this.samples++;
    // 53 bits of an address tell all of a guest's code apart.
    const key = ripLow + (ripHigh & 0x1fffff) * 2 ** 32;
    const place = this.places.get(key);
    if (place !== undefined) place.count++;
    else if (this.places.size < MOST_PLACES) {
      this.places.set(key, { ripLow, ripHigh, count: 1 });
    }
  }
}
