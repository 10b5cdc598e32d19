import type { SpanList } from '../analyses/timeline/SpanList';
import type {
  TimelineOverview,
  TimelineStep,
  TimelineView,
  TimelineWindow,
} from '../protocol/timeline';
import { runSpan } from '../queries/profile/runSpan';
import type { LaterLanes } from '../queries/timeline/LaterLanes';
import { lookThrough } from '../queries/timeline/lookThrough';
import { lostSpans } from '../queries/timeline/lostColumns';
import { stepOnLane } from '../queries/timeline/stepOnLane';
import type { StepWish } from '../queries/timeline/stepOnLane';
import { TimelineLanes } from '../queries/timeline/TimelineLanes';
import { timelineOverview } from '../queries/timeline/timelineOverview';
import { timelineView } from '../queries/timeline/timelineView';
import type { IdleQueries } from './IdleQueries';
import type { LoadedTrace } from './LoadedTrace';

/** Answers what the timeline asks of a trace, also while it is read. */
export class TimelineQueries {
  private later: LaterLanes | undefined;
  private looking: Promise<void> | undefined;
  private known: { readonly lanes: TimelineLanes; readonly blocks: number } | undefined;
  private knownLost: { readonly spans: SpanList; readonly count: number } | undefined;

  constructor(
    private readonly trace: LoadedTrace,
    private readonly breathe: () => Promise<void>,
  ) {}

  /** The trace is read: looks up what only all of it tells, a few ms at a time. */
  complete(idle: IdleQueries): Promise<void> {
    return (this.looking = this.lookThrough(idle));
  }

  /** Of a trace that was read, once all lanes are there. */
  async overview(): Promise<TimelineOverview> {
    await this.looking;
    const { analysedReader: reader, passes } = this.trace;
    const isComplete = this.later !== undefined;
    return timelineOverview(this.lanes, {
      fromNs: reader.fromNs,
      toNs: reader.lastNs,
      run: isComplete ? runSpan(passes) : undefined,
      kinds: reader.kinds,
      isComplete,
    });
  }

  /** Of a trace that was read. */
  async allLanes(): Promise<TimelineLanes> {
    await this.looking;
    return this.lanes;
  }

  view(window: TimelineWindow, keys: readonly string[], withArrows: boolean): TimelineView {
    const { rows } = this.trace;
    return timelineView(
      { lanes: this.lanes, lost: this.lost, later: this.later, events: rows.table },
      { ...window, keys, withArrows },
    );
  }

  step(wish: StepWish): TimelineStep | null {
    return stepOnLane(this.lanes, wish) ?? null;
  }

  /** The lanes as far as the trace is read: made anew when more of it was. */
  get lanes(): TimelineLanes {
    const { passes, analysedReader: reader } = this.trace;
    const { directory, timeline } = passes;
    if (this.known?.blocks !== timeline.blocks) {
      const { fromNs, lastNs: toNs } = reader;
      const lanes = new TimelineLanes({ directory, timeline, fromNs, toNs, later: this.later });
      this.known = { lanes, blocks: timeline.blocks };
    }
    return this.known.lanes;
  }

  private get lost(): SpanList {
    const { analysedReader: reader, rows } = this.trace;
    const { lost, lastNs, streams } = reader;
    if (this.knownLost?.count !== lost.length) {
      // What a guest's recording lost says nothing of the host's.
      const ofHosts = lost.filter(({ stream }) => {
        const { source } = streams[stream]!;
        return rows.sources[source]!.relation.guestOf === undefined;
      });
      this.knownLost = { spans: lostSpans(ofHosts, lastNs), count: lost.length };
    }
    return this.knownLost.spans;
  }

  private async lookThrough(idle: IdleQueries): Promise<void> {
    const { passes, analysedReader: reader } = this.trace;
    // What was asked while it was read ends where that ended.
    this.known = undefined;
    this.knownLost = undefined;
    // Views that were asked for meanwhile come first: what follows takes longest.
    await this.breathe();
    const steps = lookThrough({
      timeline: passes.timeline,
      pages: idle.pages.source,
      fromNs: reader.fromNs,
      toNs: reader.lastNs,
    });
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) {
        this.later = step.value;
        break;
      }
      await this.breathe();
    }
    this.known = undefined;
  }
}
