import type { TraceFacts } from '../../protocol/facts';

/** A place of a timeline, and what of it an example takes. */
export interface ExamplePlace {
  /** Key of a lane. */
  readonly lane: string;
  readonly timeNs: number;
  readonly fromNs: number;
  readonly toNs: number;
}

/** On each side, as part of the example: enough to see what it is in. */
const BESIDE = 2;
/** ns: an exit of a microsecond is not worth a window to itself. */
const SHORTEST_NS = 200_000;

type Loaded = Pick<TraceFacts, 'fromNs' | 'durationNs'>;

/** Stretches of the same length around what is shown of two runs, so that their timelines have one scale. */
export function exampleStretches(
  places: readonly ExamplePlace[],
  loaded: readonly Loaded[],
): readonly { readonly fromNs: number; readonly toNs: number }[] {
  const longest = Math.max(...places.map(({ fromNs, toNs }) => toNs - fromNs));
  const lengthNs = Math.max(SHORTEST_NS, longest * (1 + 2 * BESIDE));
  return places.map(({ fromNs, toNs }, index) => {
    const of = loaded[index]!;
    const endNs = of.fromNs + of.durationNs;
    const aroundNs = (fromNs + toNs - lengthNs) / 2;
    const firstNs = Math.max(of.fromNs, Math.min(aroundNs, endNs - lengthNs));
    return { fromNs: firstNs, toNs: Math.min(firstNs + lengthNs, endNs) };
  });
}
