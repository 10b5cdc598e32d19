import { clockUnitOf } from '../../protocol/clockUnitOf';
import type { ClockFacts, SourceFacts } from '../../protocol/facts';
import type { Result } from '../../protocol/requests';
import type { TimelineOverview } from '../../protocol/timeline';
import type { TraceDocument } from '../TraceDocument';
import { untilLoaded } from '../untilLoaded';
import type { LinkedTimelines } from './LinkedTimelines';
import { momentsOf } from './moments';
import type { Moment, Print } from './moments';

/** trace_marker and trace_printk write them. */
const PRINTS = 'event=print,bprint,bputs';
/** More moments than anybody picks from. */
const MOST_PRINTS = 200;

/** What linking needs to know of a trace. */
export interface ReadTimeline {
  readonly overview: TimelineOverview;
  readonly moments: readonly Moment[];
  readonly unit: ClockFacts['unit'];
  /** What its times count, of each recording: cycles, or ns and where those come from. */
  readonly clock: string;
}

/** Reads it once the trace is loaded; undefined: nothing of it is. */
export async function readTimeline(
  { engine, signal, notes }: TraceDocument,
  stand: ReturnType<LinkedTimelines<TraceDocument>['standOf']>,
): Promise<ReadTimeline | undefined> {
  const facts = await untilLoaded(engine, signal);
  if (facts === undefined) return undefined;
  const overview = await engine.call('timelineOverview', {});
  if (overview === null) return undefined;
  const [file, page] = await Promise.all([
    notes.read(),
    engine.call('eventPage', { filter: PRINTS, start: 0, count: MOST_PRINTS }),
  ]);
  const moments = momentsOf({ overview, stand, notes: file.notes, prints: printsOf(page) });
  return {
    overview,
    moments,
    unit: clockUnitOf(facts),
    clock: facts.sources.map(clockOf).join(' '),
  };
}

function printsOf({ timeNs, summary }: Result<'eventPage'>): readonly Print[] {
  return summary.map((text, index) => ({ text, timeNs: timeNs[index]! }));
}

function clockOf({ clock: { unit, conversion } }: SourceFacts): string {
  return `${unit}:${conversion}`;
}
