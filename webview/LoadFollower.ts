import type { Companion } from '../src/protocol/Companion';
import type { TraceFacts } from '../src/protocol/facts';
import type { LoadState } from '../src/protocol/loading';
import type { Host } from './host';
import { LatestCall } from './LatestCall';

/** While a load runs, what it has read so far is asked for at most this often. */
const refreshEveryMs = 500;

export interface LoadFollowerOptions {
  readonly host: Host;
  /** Progress, or the end: told at once. */
  readonly moved: (load: LoadState) => void;
  /** The contents may have changed: told with fresh facts. */
  readonly refreshed: (facts: TraceFacts | undefined, companions: readonly Companion[]) => void;
  readonly failed: (message: string) => void;
  readonly nowMs: () => number;
}

/** Follows the load of the trace by the host's notices; asks nothing while none arrive. */
export class LoadFollower {
  private readonly facts: LatestCall<'traceFacts'>;
  private lastRefreshMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: LoadFollowerOptions) {
    this.facts = new LatestCall({
      host: options.host,
      method: 'traceFacts',
      answered: ({ facts, load, companions }) => {
        options.moved(load);
        options.refreshed(facts ?? undefined, companions);
      },
      failed: options.failed,
    });
  }

  start(): void {
    this.refresh();
  }

  noticed(load: LoadState): void {
    this.options.moved(load);
    const isDue = this.options.nowMs() - this.lastRefreshMs >= refreshEveryMs;
    // The end of a load is never skipped: it is the state the page stays in.
    if (load.kind !== 'loading' || isDue) this.refresh();
  }

  private refresh(): void {
    this.lastRefreshMs = this.options.nowMs();
    this.facts.ask({});
  }
}
