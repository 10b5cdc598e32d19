import type { LoadState } from '../protocol/requests';
import { exitRows, isSelected } from '../queries/exitRows';
import { traceFacts } from '../queries/traceFacts';
import { EventQueries } from './EventQueries';
import { OpenTrace } from './OpenTrace';
import { exitNamesOf } from './exitNames';
import type { SessionHandlers, SessionOptions } from './SessionApi';
import { openNamed, UnreadableFile } from './UnreadableFile';

/** Events read between two chances to answer or to cancel: a few ms, some 30 while the code is cold. */
const EVENTS_A_STEP = 16_384;
const MOST_BINS = 2048;
const NOTICE_INTERVAL_MS = 100;

/** One open trace: loads it and answers the questions of its views, also while it loads. */
export class TraceSession {
  readonly handlers: SessionHandlers;
  private trace: OpenTrace | undefined;
  private queries: EventQueries | undefined;
  private cancelled = false;
  private state: LoadState;

  constructor(private readonly options: SessionOptions) {
    this.state = { kind: 'loading', doneBytes: 0, totalBytes: options.source.size, events: 0 };
    this.handlers = {
      traceFacts: async () => ({ facts: this.facts(), load: this.state }),
      exitRows: async (selection) => {
        const trace = this.trace;
        if (trace === undefined) return [];
        return exitRows(trace.exits.tallies, trace.directory.refs(), exitNamesOf(trace), selection);
      },
      exitsOverTime: async ({ bins, ...selection }) => {
        const trace = this.opened();
        const refs = trace.directory.refs();
        const wants = (binding: number): boolean => {
          const ref = refs[binding];
          return ref !== undefined && isSelected(ref, selection);
        };
        const most = Math.min(Math.max(1, Math.floor(bins)), MOST_BINS);
        return trace.exits.timeline.bins(wants, trace.reader.lastNs, most);
      },
      eventPage: async ({ filter, start, count }) =>
        this.opened(this.queries).page(filter, start, count),
      findEvent: async (wanted) => ({ position: await this.opened(this.queries).find(wanted) }),
      eventDetail: async ({ row }) => this.opened(this.queries).detail(row),
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
      this.enter({ kind: 'failed', message: error.message });
    }
  }

  private async read(): Promise<void> {
    const { source, decompressor, part, tscKhz, breathe } = this.options;
    await breathe();
    const trace = openNamed(
      source.name,
      () => new OpenTrace({ source, decompressor, part, tscKhz, keepBlocks: true }),
    );
    this.trace = trace;
    this.queries = new EventQueries(trace, breathe);
    let noticedAt = 0;
    while (trace.read(EVENTS_A_STEP)) {
      if (trace.reader.builtBytes > this.options.memoryLimitBytes) {
        this.tooLarge(trace);
        return;
      }
      const now = performance.now();
      if (now - noticedAt >= NOTICE_INTERVAL_MS) {
        noticedAt = now;
        this.enter(progressOf(trace));
      }
      await breathe();
      if (this.wasCancelled()) {
        trace.stop();
        this.enter({ kind: 'cancelled', events: trace.table.length });
        return;
      }
    }
    this.queries.forgetFilters();
    this.enter({ kind: 'complete' });
  }

  /** Behind a call, because a handler may set it while `read` waits. */
  private wasCancelled(): boolean {
    return this.cancelled;
  }

  private enter(state: LoadState): void {
    this.state = state;
    this.options.onLoad(state);
  }

  /** Gives the memory back and says which part would fit. */
  private tooLarge(trace: OpenTrace): void {
    const { reader } = trace;
    const share = Math.max(reader.doneBytes, 1) / Math.max(reader.totalBytes, 1);
    const estimatedEvents = Math.round(reader.rows / share);
    const neededMb = Math.round(reader.builtBytes / share / 2 ** 20);
    const limitMb = Math.round(this.options.memoryLimitBytes / 2 ** 20);
    const seconds = (reader.lastNs / 1e9).toFixed(3);
    this.trace = undefined;
    this.queries = undefined;
    this.enter({
      kind: 'too-large',
      estimatedEvents,
      message: `About ${estimatedEvents.toLocaleString('en-US')} events need about ${neededMb} MB, ${limitMb} MB are allowed. Choose a part of the trace (its first ${seconds} s fit), or raise exitscope.memoryLimitMb.`,
    });
  }

  private facts(): ReturnType<typeof traceFacts> | null {
    const trace = this.trace;
    if (trace === undefined) return null;
    return traceFacts({
      path: this.options.source.name,
      fileBytes: this.options.source.size,
      file: trace.file,
      reader: trace.reader,
      directory: trace.directory,
      commOf: (tid) => trace.commOf(tid),
    });
  }

  private opened(): OpenTrace;
  private opened<T>(part: T | undefined): T;
  private opened(part: unknown = this.trace): unknown {
    if (part === undefined) throw new Error('No events are loaded.');
    return part;
  }
}

function progressOf({ reader }: OpenTrace): LoadState {
  const { doneBytes, totalBytes, rows } = reader;
  return { kind: 'loading', doneBytes, totalBytes, events: rows };
}
