import type { TimelineStand } from '../../protocol/timelineLink';

/** A time of B is `scale` times that of A, and `offsetNs` more. */
export interface Alignment {
  readonly scale: number;
  readonly offsetNs: number;
}

/** What two timelines can have in common: where they begin, the selected moments, or both markers. */
export type AlignmentKind = 'starts' | 'selected' | 'markers';

/** As much of a trace as is needed. */
export interface AlignedTrace {
  /** Where what is loaded of it begins. */
  readonly fromNs: number;
  /** undefined: nobody looked at its timeline yet. */
  readonly stand: TimelineStand | undefined;
}

/** The ways in which two timelines can be laid beside each other as they are now. */
export function alignments(
  a: AlignedTrace,
  b: AlignedTrace,
): readonly { readonly kind: AlignmentKind; readonly alignment: Alignment }[] {
  const starts = { kind: 'starts' as const, alignment: shifted(a.fromNs, b.fromNs) };
  const [selectedA, selectedB] = [a.stand?.selectedNs ?? null, b.stand?.selectedNs ?? null];
  const selected =
    selectedA === null || selectedB === null
      ? []
      : [{ kind: 'selected' as const, alignment: shifted(selectedA, selectedB) }];
  const stretched = stretchedBy(a.stand, b.stand);
  const markers =
    stretched === undefined ? [] : [{ kind: 'markers' as const, alignment: stretched }];
  return [starts, ...selected, ...markers];
}

/** The same the other way round. */
export function inverse({ scale, offsetNs }: Alignment): Alignment {
  return { scale: 1 / scale, offsetNs: -offsetNs / scale };
}

/** Where a time of A is in B. */
export function alignedNs(timeNs: number, { scale, offsetNs }: Alignment): number {
  return timeNs * scale + offsetNs;
}

/** A moment of A is the same as one of B. */
export function shifted(aNs: number, bNs: number): Alignment {
  return { scale: 1, offsetNs: bNs - aNs };
}

/** From what lies between the markers of one to what lies between those of the other, whichever comes first. */
function stretchedBy(
  a: TimelineStand | undefined,
  b: TimelineStand | undefined,
): Alignment | undefined {
  const [ofA, ofB] = [span(a), span(b)];
  if (ofA === undefined || ofB === undefined) return undefined;
  const scale = (ofB[1] - ofB[0]) / (ofA[1] - ofA[0]);
  return { scale, offsetNs: ofB[0] - ofA[0] * scale };
}

function span(stand: TimelineStand | undefined): readonly [number, number] | undefined {
  const [first, second] = stand?.markersNs ?? [null, null];
  if (first === null || second === null || first === second) return undefined;
  return first < second ? [first, second] : [second, first];
}
