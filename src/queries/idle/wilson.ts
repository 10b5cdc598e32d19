/** 95 %, two-sided. */
export const Z = 1.96;

/** A share, and the bounds that it lies within. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Wilson's 95 % interval, for samples that do not depend on each other. */
export function wilson(hits: number, samples: number): Share {
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
