import { UnnamedColumns } from '../ingest/csv/UnnamedColumns';
import type { LoadState } from '../protocol/loading';
import type { TraceFacts } from '../protocol/facts';
import type { EventAccess } from '../queries/EventAccess';
import { exitRows, isSelected } from '../queries/exitRows';
import { EventQueries } from './EventQueries';
import { GuestCode } from './GuestCode';
import { IdleQueries } from './IdleQueries';
import { codeHandlers } from './codeHandlers';
import { LoadedTrace } from './LoadedTrace';
import { exitNamesOf } from './exitNames';
import { diagnose } from './diagnose';
import { factsOf } from './factsOf';
import type { SessionHandlers, SessionOptions } from './SessionApi';
import { timelineHandlers } from './timelineHandlers';
import { TimelineAnswers } from './TimelineAnswers';
import { TimelineQueries } from './TimelineQueries';
import { tooLargeMessage } from './tooLargeMessage';
import { UnreadableFile } from './UnreadableFile';

/** Events read between two chances to answer or to cancel: a few ms, some 30 while the code is cold. */
const EVENTS_A_STEP = 16_384;
const MOST_BINS = 2048;
const NOTICE_INTERVAL_MS = 100;
/** A view lists no more, and a recording may have one a sub-buffer. */
const MOST_LOST_LISTED = 200;

/** One open trace: loads it and answers the questions of its views, also while it loads. */
export class TraceSession {
  readonly handlers: SessionHandlers;
  private trace: LoadedTrace | undefined;
  private queries: EventQueries | undefined;
  private idleQueries: IdleQueries | undefined;
  private timeline: TimelineQueries | undefined;
  private answers: TimelineAnswers | undefined;
  private code: GuestCode | undefined;
  private cancelled = false;
  private state: LoadState;

  constructor(private readonly options: SessionOptions) {
    this.state = { kind: 'loading', doneBytes: 0, totalBytes: options.totalBytes, events: 0 };
    this.handlers = {
      traceFacts: async () => ({
        facts: this.facts(),
        load: this.state,
        companions: options.companions,
      }),
      exitRows: async (selection) => {
        if (this.trace === undefined) return [];
        const { passes, rows } = this.trace;
        return exitRows(
          passes.exits.tallies,
          passes.directory.refs(),
          exitNamesOf(rows),
          selection,
        );
      },
      exitsOverTime: async ({ bins, ...selection }) => {
        const { passes, rows } = this.opened(this.trace);
        const refs = passes.directory.refs();
        const wants = (binding: number): boolean => {
          const ref = refs[binding];
          return ref !== undefined && isSelected(ref, selection);
        };
        const most = Math.min(Math.max(1, Math.floor(bins)), MOST_BINS);
        return passes.exits.timeline.bins(wants, rows.reader.lastNs, most);
      },
      eventPage: async ({ filter, start, count }) =>
        this.opened(this.queries).page(filter, start, count),
      findEvent: async (wanted) => ({ position: await this.opened(this.queries).find(wanted) }),
      eventDetail: async ({ row }) => this.opened(this.queries).detail(row),
      idleOverview: async () => this.idle()?.overview() ?? null,
      idleHistograms: async (wanted) => this.idle()?.histograms(wanted) ?? null,
      findings: async () => this.idle()?.findings() ?? null,
      idlePeriods: async ({ selection, order, start, count }) =>
        this.idle()?.page(selection, order, start, count) ?? null,
      pageOverview: async ({ bins }) => this.idle()?.pages.overview(bins) ?? null,
      pageDetail: async ({ vm, gpa, bins }) => this.idle()?.pages.detail({ vm, gpa }, bins) ?? null,
      pageFaults: async ({ selection, order, start, count }) =>
        this.idle()?.pages.faults(selection, order, start, count) ?? null,
      ...timelineHandlers({
        queries: () => this.timeline,
        events: () => this.queries,
        answers: () => this.timelineAnswers(),
      }),
      ...codeHandlers(() => this.guestCode()),
      doctor: async () => {
        const { rows, passes } = this.opened(this.trace);
        const isComplete = this.state.kind === 'complete';
        return diagnose({ rows, passes, part: options.part, isComplete });
      },
      nearbyRecordings: async () => {
        const [first] = this.opened(this.trace).rows.sources;
        return options.nearby(first!.recording);
      },
      cancelLoad: async () => {
        this.cancelled = true;
        return {};
      },
    };
  }

  /** Reads the trace. Ends in one of the load states; a file that cannot be read is state `failed`. */
  async load(): Promise<void> {
    try {
      await this.read();
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      const { message, cause } = error;
      this.enter(
        cause instanceof UnnamedColumns
          ? { kind: 'unnamed', message, table: cause.table }
          : { kind: 'failed', message },
      );
    }
  }

  private async read(): Promise<void> {
    const { open, part = {}, parameters, breathe } = this.options;
    // Said in any case, however short the load: what was shown before holds no more.
    this.enter(this.state);
    await breathe();
    const trace = new LoadedTrace({ open, part, parameters });
    this.trace = trace;
    this.queries = new EventQueries(trace.rows, trace.passes, breathe);
    this.timeline = new TimelineQueries(trace, breathe);
    let noticedAt = performance.now();
    while (trace.read(EVENTS_A_STEP)) {
      if (trace.bytes > this.options.memoryLimitBytes) {
        this.tooLarge(trace);
        return;
      }
      const now = performance.now();
      if (now - noticedAt >= NOTICE_INTERVAL_MS) {
        noticedAt = now;
        this.enter({ kind: 'loading', ...trace.progress, events: trace.rows.reader.rows });
      }
      await breathe();
      if (this.wasCancelled()) {
        trace.stop();
        await this.end({ kind: 'cancelled', events: trace.rows.table.length });
        return;
      }
    }
    await this.end({ kind: 'complete' });
  }

  /** Behind a call, because a handler may set it while `read` waits. */
  private wasCancelled(): boolean {
    return this.cancelled;
  }

  private enter(state: LoadState): void {
    this.state = state;
    this.options.onLoad(state);
  }

  /** While it was read, threads may have got another VM or vCPU than filters counted by. */
  private async end(state: LoadState): Promise<void> {
    this.queries?.forgetFilters();
    this.enter(state);
    const idle = this.idle();
    if (idle !== undefined) await this.timeline?.complete(idle);
  }

  /** Gives the memory back and says which part would fit. */
  private tooLarge({ rows, bytes }: LoadedTrace): void {
    this.trace = undefined;
    this.queries = undefined;
    this.timeline = undefined;
    this.answers = undefined;
    this.code = undefined;
    this.idleQueries = undefined;
    this.enter({
      kind: 'too-large',
      ...tooLargeMessage(rows.reader, bytes, this.options.memoryLimitBytes),
    });
  }

  private facts(): TraceFacts | null {
    if (this.trace === undefined) return null;
    const { rows, passes } = this.trace;
    const facts = factsOf(rows, passes, this.options.part);
    const diagnostics = [...this.options.problems(), ...facts.diagnostics];
    return { ...facts, lost: facts.lost.slice(0, MOST_LOST_LISTED), diagnostics };
  }

  /** Undefined while the trace is read: the end of it may be what ends a period. */
  private idle(): IdleQueries | undefined {
    const { rows, passes, isAnalysed } = this.opened(this.trace);
    if (this.state.kind === 'loading' || !isAnalysed) return undefined;
    return (this.idleQueries ??= new IdleQueries({ rows, passes, part: this.options.part }));
  }

  /** Undefined while the trace is read. */
  private guestCode(): GuestCode | undefined {
    const { trace, queries, state } = this;
    if (trace?.isAnalysed !== true || queries === undefined) return undefined;
    if (state.kind === 'loading') return undefined;
    const { symbolFiles, breathe } = this.options;
    const access = (): EventAccess => queries.access();
    return (this.code ??= new GuestCode({ trace, symbolFiles, access, breathe }));
  }

  /** Undefined while the trace is read. */
  private async timelineAnswers(): Promise<TimelineAnswers | undefined> {
    const { trace, queries: events } = this;
    const idle = trace === undefined ? undefined : this.idle();
    if (trace === undefined || events === undefined || idle === undefined) return undefined;
    const lanes = await this.opened(this.timeline).allLanes();
    const { part, breathe } = this.options;
    return (this.answers ??= new TimelineAnswers({ trace, events, idle, lanes, part, breathe }));
  }

  private opened<T>(part: T | undefined): T {
    if (part === undefined) throw new Error('No events are loaded.');
    return part;
  }
}
