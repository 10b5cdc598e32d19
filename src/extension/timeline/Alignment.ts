/** A time of one trace is `scale` times that of another one, and `offsetNs` more. */
export interface Alignment {
  readonly scale: number;
  readonly offsetNs: number;
}

interface Stretch {
  readonly fromNs: number;
  readonly toNs: number;
}

/** A trace beside itself. */
export const itself: Alignment = { scale: 1, offsetNs: 0 };

export function alignedNs(timeNs: number, { scale, offsetNs }: Alignment): number {
  return timeNs * scale + offsetNs;
}

export function alignedStretch({ fromNs, toNs }: Stretch, alignment: Alignment): Stretch {
  return { fromNs: alignedNs(fromNs, alignment), toNs: alignedNs(toNs, alignment) };
}

/** The same the other way round. */
export function inverse({ scale, offsetNs }: Alignment): Alignment {
  return { scale: 1 / scale, offsetNs: -offsetNs / scale };
}

/** First one, then the other. */
export function followedBy(first: Alignment, then: Alignment): Alignment {
  return { scale: first.scale * then.scale, offsetNs: first.offsetNs * then.scale + then.offsetNs };
}

/** A moment of one trace is the same as one of another. */
export function shifted(fromNs: number, toNs: number): Alignment {
  return { scale: 1, offsetNs: toNs - fromNs };
}

/** A stretch of one trace is the same as one of another, whichever end comes first; undefined: one has no length. */
export function stretched(
  [oneNs, otherNs]: readonly [number, number],
  [toOneNs, toOtherNs]: readonly [number, number],
): Alignment | undefined {
  const lengthNs = Math.abs(otherNs - oneNs);
  const toLengthNs = Math.abs(toOtherNs - toOneNs);
  if (lengthNs === 0 || toLengthNs === 0) return undefined;
  const scale = toLengthNs / lengthNs;
  return { scale, offsetNs: Math.min(toOneNs, toOtherNs) - Math.min(oneNs, otherNs) * scale };
}
