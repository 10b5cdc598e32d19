import type { Note } from '../../protocol/notes';
import type { TimelineOverview } from '../../protocol/timeline';
import type { TimelineStand } from '../../protocol/timelineLink';

/** A moment of a trace that timelines can be laid beside each other at. */
export interface Moment {
  /** What it is in words; the same in two traces: it is the same moment. */
  readonly name: string;
  /** ns since the trace's first event. */
  readonly timeNs: number;
  /** It is the end of what begins at the moment of this name. */
  readonly ends?: string;
}

/** What is known of a trace. */
export interface MomentSources {
  readonly overview: Pick<TimelineOverview, 'fromNs' | 'run'>;
  /** undefined: nobody looked at its timeline yet. */
  readonly stand: Pick<TimelineStand, 'selectedNs' | 'markersNs'> | undefined;
  readonly notes: readonly Note[];
  /** What programs wrote into the trace, by time. */
  readonly prints: readonly Print[];
}

/** A line that was written to trace_marker, or by trace_printk. */
export interface Print {
  readonly text: string;
  readonly timeNs: number;
}

export const loadStart = 'start of load';

/** The moments of a trace that have a name, the most telling first. Of equal names the first one counts. */
export function momentsOf({ overview, stand, notes, prints }: MomentSources): readonly Moment[] {
  const { run, fromNs } = overview;
  const [markerA, markerB] = stand?.markersNs ?? [null, null];
  const all: readonly (Moment | undefined)[] = [
    ...(run === null
      ? []
      : [
          { name: loadStart, timeNs: run.fromNs },
          { name: 'end of load', timeNs: run.toNs, ends: loadStart },
        ]),
    { name: 'first event', timeNs: fromNs },
    at('selected moment', stand?.selectedNs ?? null),
    at('marker A', markerA),
    ...(markerB === null ? [] : [{ name: 'marker B', timeNs: markerB, ends: 'marker A' }]),
    ...notes.flatMap(momentsOfNote),
    ...prints.map(({ text, timeNs }) => ({
      name: `trace_marker “${shortened(withoutValues(text))}”`,
      timeNs,
    })),
  ];
  const names = new Set<string>();
  return all.filter((moment): moment is Moment => {
    if (moment === undefined || names.has(moment.name)) return false;
    names.add(moment.name);
    return true;
  });
}

function momentsOfNote({ text, fromNs, toNs }: Note): readonly Moment[] {
  // A bookmark without words is none that another trace can have, too.
  if (text.trim() === '') return [];
  const name = `note “${shortened(text)}”`;
  const moment = { name, timeNs: fromNs };
  return toNs > fromNs ? [moment, { name: `end of ${name}`, timeNs: toNs, ends: name }] : [moment];
}

function at(name: string, timeNs: number | null): Moment | undefined {
  return timeNs === null ? undefined : { name, timeNs };
}

/** A program that says the same in every run says it with the values of that run: `begin pid=229`. */
function withoutValues(text: string): string {
  const words = text.trim().split(/\s+/);
  const value = words.findIndex((word) => word.includes('='));
  return value < 1 ? text : words.slice(0, value).join(' ');
}

function shortened(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
