import type { Call } from '../../../src/protocol/RpcClient';
import type { Note } from '../../../src/protocol/notes';
import type { LoadState } from '../../../src/protocol/loading';
import type { PageNotice } from '../../../src/protocol/notices';
import type { TimelineLink } from '../../../src/protocol/timelineLink';

/** What the fake host pretends. Travels into the page as JSON. */
export interface Scenario {
  readonly events: number;
  readonly load: LoadState;
  readonly clock: 'ns' | 'cycles';
  /** `host`: its guest's recording lies beside it; `pair`: both are open; `table`: a CSV with named columns. */
  readonly session?: 'host' | 'pair' | 'table';
  readonly savedState?: unknown;
  /** Absent: files of symbols are used. */
  readonly hasSymbols?: boolean;
  /** Why the editor cannot show code; absent: it can. */
  readonly codeProblem?: string;
  /** How its timeline is linked with others; absent: it is not. */
  readonly link?: TimelineLink | undefined;
  /** What is in the file of notes; absent: there is none. */
  readonly notes?: readonly Note[];
}

/** What tests see of the fake host in the page. */
export interface FakeHost {
  readonly calls: Call[];
  readonly violations: string[];
  savedState: unknown;
  notify(notice: PageNotice): void;
  setScenario(scenario: Partial<Scenario>): void;
}

declare global {
  interface Window {
    fakeHost: FakeHost;
    acquireVsCodeApi: unknown;
  }
}

export const fiftyMillion: Scenario = {
  events: 50_000_000,
  load: { kind: 'complete' },
  clock: 'ns',
};
