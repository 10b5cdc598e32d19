import { grown } from '../../base/grown';

const FIRST_SAMPLES = 64;
/** Over four minutes of a host that ticks 250 times a second; from there on fewer of them are kept. */
const MOST_SAMPLES = 1 << 16;
/** In place of a place's number: one of those that are not told apart. */
export const NO_PLACE = 0xffff;

/** In place of a bin of ages: the guest's latest interrupt is not known. */
export const NO_AGE = 0x7f;
/** Beside the bin: the exit brought the guest an interrupt. */
const IS_WAKE = 0x80;

/** Where a vCPU's guest was at the host's ticks, in order of time: of a long trace, evenly thinned out. */
export class TickSamples {
  length = 0;
  private times = new Float64Array(FIRST_SAMPLES);
  private places = new Uint16Array(FIRST_SAMPLES);
  private ages = new Uint8Array(FIRST_SAMPLES);
  /** One of so many ticks is kept. */
  private every = 1;
  private skipped = 0;

  /** `place`: number of a `GuestPlace`; `age`: bin of `WakeAges`; `isWake`: the exit brought the guest an interrupt. */
  add(atNs: number, place: number, age: number, isWake: boolean): void {
    if (++this.skipped < this.every) return;
    this.skipped = 0;
    if (this.length === MOST_SAMPLES) this.thinOut();
    if (this.length === this.times.length) {
      this.times = grown(this.times, new Float64Array(this.length * 2));
      this.places = grown(this.places, new Uint16Array(this.length * 2));
      this.ages = grown(this.ages, new Uint8Array(this.length * 2));
    }
    this.times[this.length] = atNs;
    this.places[this.length] = place;
    this.ages[this.length++] = isWake ? age | IS_WAKE : age;
  }

  timeNs(index: number): number {
    return this.times[index]!;
  }

  place(index: number): number {
    return this.places[index]!;
  }

  age(index: number): number {
    return this.ages[index]! & ~IS_WAKE;
  }

  isWake(index: number): boolean {
    return this.ages[index]! >= IS_WAKE;
  }

  private thinOut(): void {
    this.length >>>= 1;
    for (let at = 0; at < this.length; at++) {
      this.times[at] = this.times[at * 2]!;
      this.places[at] = this.places[at * 2]!;
      this.ages[at] = this.ages[at * 2]!;
    }
    this.every *= 2;
  }
}
