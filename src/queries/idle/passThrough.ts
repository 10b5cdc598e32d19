import type { IdleLane } from '../../analyses/idle/IdleLane';
import type { IdlePass } from '../../analyses/idle/IdlePass';
import type { ResidencePlace } from '../../analyses/idle/Residence';

/** 95 %, two-sided. */
const Z = 1.96;
/** Fewer ticks than this say nothing. */
const LEAST_SAMPLES = 5;
/** A guest that waits is always found behind the same instruction. */
const LEAST_SHARE = 0.3;

/** How much of its time a vCPU was found waiting inside its guest, by the host's ticks (D.3, G). */
export interface PassThrough {
  readonly samples: number;
  readonly at_idle_rip: number;
  readonly share: number;
  /** Wilson's 95 % interval of the share. */
  readonly low: number;
  readonly high: number;
}

/** Undefined: the vCPU leaves the guest when it idles, or no instruction stands out among enough samples. */
export function passThrough({ lanes }: IdlePass, binding: number): PassThrough | undefined {
  const lane = lanes.find((of) => of?.binding === binding);
  if (lane === undefined || lane.idleExits > 0) return undefined;
  const { samples } = lane.residence;
  if (samples < LEAST_SAMPLES) return undefined;
  const places = idlePlaces(lane);
  if (places.length === 0) return undefined;
  const atIdleRip = places.reduce((sum, { count }) => sum + count, 0);
  return { samples, at_idle_rip: atIdleRip, ...wilson(atIdleRip, samples) };
}

function idlePlaces({ residence }: IdleLane): readonly ResidencePlace[] {
  return [...residence.places.values()].filter(
    ({ count }) => count >= LEAST_SHARE * residence.samples,
  );
}

function wilson(hits: number, samples: number): { share: number; low: number; high: number } {
  const share = hits / samples;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * samples);
  const spread = Z * Math.sqrt((share * (1 - share) + z2 / (4 * samples)) / samples);
  const scale = 1 + z2 / samples;
  return {
    share,
    low: Math.max(0, (centre - spread) / scale),
    high: Math.min(1, (centre + spread) / scale),
  };
}
