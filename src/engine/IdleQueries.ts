import type { Finding } from '../protocol/Finding';
import { MOST_PAGE_PERIODS } from '../protocol/idle';
import type {
  IdleHistograms,
  IdleOverview,
  PeriodOrder,
  PeriodPage,
  PeriodSelection,
} from '../protocol/idle';
import type { TracePart } from '../protocol/TracePart';
import { findingsOf } from '../queries/findings/findings';
import { idleHistograms } from '../queries/idle/idleHistograms';
import { idleOverview } from '../queries/idle/idleOverview';
import { periodOrder } from '../queries/idle/periodOrder';
import { periodRow } from '../queries/idle/periodRow';
import { PeriodTable } from '../queries/idle/PeriodTable';
import type { ReportSource } from '../queries/idle/ReportSource';
import { threadName } from '../queries/idle/threadName';
import { factsOf } from './factsOf';
import type { OpenTrace } from './OpenTrace';
import { PageQueries } from './PageQueries';
import { reportSource } from './reportSource';
import type { SessionPasses } from './passes';

const MOST_BINS = 2048;

export interface IdleQueriesOptions {
  readonly rows: OpenTrace;
  /** Finished. */
  readonly passes: SessionPasses;
  readonly part?: TracePart | undefined;
}

/** Answers what the Idle view asks of a trace that was read. */
export class IdleQueries {
  readonly periods: PeriodTable;
  private known: IdleOverview | undefined;
  private pageQueries: PageQueries | undefined;
  private found: readonly Finding[] | undefined;
  /** The order that was asked for last: the next page is of the same one. */
  private ordered: { readonly key: string; readonly positions: Uint32Array } | undefined;

  constructor(private readonly options: IdleQueriesOptions) {
    const { directory, idle } = options.passes;
    this.periods = new PeriodTable(idle, directory.refs());
  }

  overview(): IdleOverview {
    const lossCount = this.options.rows.reader.lost.length;
    this.known ??= idleOverview({ ...this.source(), lossCount }, this.periods);
    return this.known;
  }

  findings(): readonly Finding[] {
    return (this.found ??= findingsOf(this.source(), this.periods, this.pages.source));
  }

  histograms({ bins, ...selection }: PeriodSelection & { readonly bins: number }): IdleHistograms {
    const { fromNs, lastNs } = this.options.rows.reader;
    const most = Math.min(Math.max(1, Math.floor(bins)), MOST_BINS);
    const { directory, idle } = this.options.passes;
    const source = { table: this.periods, idle, refs: directory.refs() };
    return idleHistograms(source, selection, { fromNs, toNs: lastNs, bins: most });
  }

  page(selection: PeriodSelection, order: PeriodOrder, start: number, count: number): PeriodPage {
    const positions = this.positions(selection, order);
    const total = positions.length;
    const from = Math.min(Math.max(0, Math.floor(start)), total);
    const to = from + Math.min(Math.max(0, Math.floor(count)), MOST_PAGE_PERIODS);
    const { rows, passes } = this.options;
    const nameOf = threadName({
      directory: passes.directory,
      commOf: (source, tid, atNs) => rows.sources[source]?.recording.commOf(tid, atNs),
    });
    const around = {
      table: this.periods,
      idle: passes.idle,
      events: rows.table,
      nameOf,
      stores: this.pages.source.wakes,
    };
    const wanted = [...positions.subarray(from, to)];
    return {
      total,
      start: from,
      rows: wanted.map((position) => periodRow(this.periods.at(position), around)),
    };
  }

  private positions(selection: PeriodSelection, order: PeriodOrder): Uint32Array {
    const key = JSON.stringify([selection, order]);
    if (this.ordered?.key !== key) {
      this.ordered = { key, positions: periodOrder(this.periods, selection, order) };
    }
    return this.ordered.positions;
  }

  /** What the Pages view asks, of the same trace. */
  get pages(): PageQueries {
    return (this.pageQueries ??= new PageQueries(this.options.rows, this.source(), this.periods));
  }

  private source(): ReportSource {
    const { rows, passes, part } = this.options;
    const { fromNs, lastNs } = rows.reader;
    const source = reportSource(rows, passes, factsOf(rows, passes, part));
    // Of a part of the trace only that part is accounted for.
    return { ...source, durationNs: lastNs - fromNs };
  }
}
