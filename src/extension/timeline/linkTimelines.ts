import type { TraceDocument } from '../TraceDocument';
import { tellingNames } from '../tellingNames';
import type { AlignmentChoice } from './alignments';
import type { LinkedTimelines } from './LinkedTimelines';
import type { ReadTimeline } from './readTimeline';

/** A trace whose timeline is to be linked. */
export interface LinkableTrace {
  readonly trace: TraceDocument;
  readonly timeline: ReadTimeline;
}

interface Stretch {
  readonly fromNs: number;
  readonly toNs: number;
}

/** Beside what is shown of the loads, as a share of it. */
const ROOM = 0.02;

/** Links timelines as it was chosen, and has all show `shown`, or where the first one is. */
export function linkTimelines(
  linked: LinkedTimelines<TraceDocument>,
  traces: readonly LinkableTrace[],
  { at, alignments }: Pick<AlignmentChoice, 'at' | 'alignments'>,
  shown?: Stretch,
): void {
  const names = tellingNames(traces.map(({ trace }) => trace.uri.fsPath));
  const members = traces.map(({ trace, timeline }, index) => ({
    trace,
    name: names[index]!,
    extent: timeline.overview,
    clock: timeline.clock,
    alignment: alignments[index]!,
  }));
  linked.link(members, at, shown);
}

/** All of the loads, in the first one's time, once they begin together; undefined: one has none. */
export function allLoads(
  traces: readonly LinkableTrace[],
  alignments: AlignmentChoice['alignments'],
): Stretch | undefined {
  const runs = traces.map(({ timeline }) => timeline.overview.run);
  const [first] = runs;
  if (first === null || first === undefined) return undefined;
  const lengths = runs.flatMap((run, index) =>
    run === null ? [] : [(run.toNs - run.fromNs) / alignments[index]!.scale],
  );
  if (lengths.length < runs.length) return undefined;
  const lengthNs = Math.max(1, ...lengths);
  const roomNs = lengthNs * ROOM;
  return { fromNs: first.fromNs - roomNs, toNs: first.fromNs + lengthNs + roomNs };
}

/** The stretch itself where it holds a moment, else as long a one around that. */
export function around({ fromNs, toNs }: Stretch, timeNs: number): Stretch {
  if (timeNs >= fromNs && timeNs <= toNs) return { fromNs, toNs };
  const halfNs = (toNs - fromNs) / 2;
  return { fromNs: timeNs - halfNs, toNs: timeNs + halfNs };
}
