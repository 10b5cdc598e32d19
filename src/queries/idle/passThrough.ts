import { hexOfWords } from '../../base/hex';
import type { IdleLane } from '../../analyses/idle/IdleLane';
import type { IdlePass } from '../../analyses/idle/IdlePass';
import type { Confidence } from '../../analyses/idle/words';
import { tickShare } from './tickShare';
import { wilson } from './wilson';
import type { GuestPlace, GuestPlaces } from '../../analyses/idle/GuestPlaces';

/** Fewer ticks than this say nothing. */
const LEAST_SAMPLES = 5;
/** A guest that waits is always found behind the same instruction. */
const LEAST_SHARE = 0.3;
/** Idle exits a sample: a guest that idles inside still halts now and then, for a lock or to stop a CPU. */
export const MOST_IDLE_EXITS = 0.01;
/** A loop of several instructions is found at all of them: so near, in bytes, and so often, it is no wait at one. */
const LOOP_BYTES = 64;
const MOST_NEARBY = 0.1;

/** Strategies without an exit that look the same from outside. */
export const INSIDE: readonly string[] = ['hlt-passthrough', 'mwait-passthrough', 'idle-poll'];

/** How much of its time a vCPU was found waiting inside its guest, by the host's ticks (D.3, G). */
export interface PassThrough {
  /** It waits inside, or computes: exits do not tell (D.2). */
  readonly strategy: 'guest-resident';
  readonly confidence: Confidence;
  /** What it may do there: S7, S9 and S13. */
  readonly candidates: readonly string[];
  readonly samples: number;
  readonly at_idle_rip: number;
  readonly share: number;
  /** A 95 % interval of the share. */
  readonly low: number;
  readonly high: number;
  /** The instructions it was found at, `0x…`. */
  readonly idle_rips: readonly string[];
  /**
   * Whether the ticks are weighed by the time since the guest's latest interrupt, with and without those
   * that brought it one: Wilson's interval of few ticks takes them as independent of the guest.
   */
  readonly weighed: boolean;
  /** Always false: the ticks that sample may be in step with the guest's own timers. */
  readonly exact: false;
}

/** Undefined: the vCPU leaves the guest when it idles, or no instruction stands out among enough samples. */
export function passThrough({ lanes }: IdlePass, binding: number): PassThrough | undefined {
  const lane = lanes.find((of) => of?.binding === binding);
  if (lane === undefined) return undefined;
  const { samples } = lane.residence;
  if (samples < LEAST_SAMPLES || lane.idleExits > MOST_IDLE_EXITS * samples) return undefined;
  const places = idlePlaces(lane);
  if (places.length === 0) return undefined;
  const weighed = tickShare(lane, new Set(places.map(({ number }) => number)));
  const all = places.reduce((sum, { count }) => sum + count, 0);
  const { share, low, high } = weighed ?? wilson(all, samples);
  return {
    strategy: 'guest-resident',
    confidence: 'weak',
    candidates: INSIDE,
    samples,
    at_idle_rip: all,
    share,
    low,
    high,
    idle_rips: places.map(({ ripHigh, ripLow }) => hexOfWords(ripHigh, ripLow)),
    weighed: weighed !== undefined,
    exact: false,
  };
}

export function idlePlaces({ residence }: IdleLane): readonly GuestPlace[] {
  return [...residence.places.values()].filter(
    (place) =>
      place.count >= LEAST_SHARE * residence.samples &&
      nearbyCount(residence, place) <= MOST_NEARBY * place.count,
  );
}

function nearbyCount({ places }: GuestPlaces, { ripHigh, ripLow }: GuestPlace): number {
  let count = 0;
  for (const other of places.values()) {
    const distance = Math.abs(other.ripLow - ripLow);
    if (other.ripHigh === ripHigh && distance > 0 && distance <= LOOP_BYTES) count += other.count;
  }
  return count;
}
