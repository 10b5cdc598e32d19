import { itself, shifted, stretched } from './Alignment';
import type { Alignment } from './Alignment';
import type { Moment } from './moments';

/** A way to lay timelines beside each other. */
export interface AlignmentChoice {
  /** What is the same in all, in words: `start of load`, `marker A to marker B`. */
  readonly at: string;
  /** When that is in the first trace. */
  readonly timeNs: number;
  /** Of each trace: from the first one's time to its own. */
  readonly alignments: readonly Alignment[];
}

/** The ways that follow from moments of the same name in all traces. */
export function alignmentChoices(
  traces: readonly (readonly Moment[])[],
): readonly AlignmentChoice[] {
  const [first = [], ...others] = traces;
  const inAll = (name: string): readonly Moment[] | undefined => {
    const moments = others.map((moments) => moments.find((moment) => moment.name === name));
    return moments.includes(undefined) ? undefined : (moments as readonly Moment[]);
  };
  return first.flatMap((moment) => {
    const there = inAll(moment.name);
    if (there === undefined) return [];
    const shift = atMoments([moment, ...there]);
    if (moment.ends === undefined) return [shift];
    const begin = first.find(({ name }) => name === moment.ends);
    const beginThere = inAll(moment.ends);
    if (begin === undefined || beginThere === undefined) return [shift];
    const stretch = betweenMoments([begin, ...beginThere], [moment, ...there]);
    return stretch === undefined ? [shift] : [stretch, shift];
  });
}

/** One moment of each trace is the same in all. */
export function atMoments(moments: readonly Moment[]): AlignmentChoice {
  const first = moments[0]!;
  return {
    at: inWords(moments),
    timeNs: first.timeNs,
    alignments: moments.map(({ timeNs }, index) =>
      index === 0 ? itself : shifted(first.timeNs, timeNs),
    ),
  };
}

/** Stretched: two moments of each trace are the same in all; undefined: they are one moment in some trace. */
export function betweenMoments(
  begins: readonly Moment[],
  ends: readonly Moment[],
): AlignmentChoice | undefined {
  const [begin, end] = [begins[0]!, ends[0]!];
  const alignments = begins.map(({ timeNs }, index) =>
    stretched([begin.timeNs, end.timeNs], [timeNs, ends[index]!.timeNs]),
  );
  if (alignments.includes(undefined)) return undefined;
  return {
    at: `${inWords(begins)} to ${inWords(ends)}`,
    timeNs: Math.min(begin.timeNs, end.timeNs),
    alignments: alignments as readonly Alignment[],
  };
}

function inWords(moments: readonly Moment[]): string {
  return [...new Set(moments.map(({ name }) => name))].join(' = ');
}
