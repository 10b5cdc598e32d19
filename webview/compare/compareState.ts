import { membersOf } from '../../src/base/membersOf';
import { textsOf } from '../../src/base/textsOf';
import type { RepeatedRuns } from '../../src/protocol/comparePage';

/** What the user sees of a comparison; kept by VS Code, with the runs, from one window to the next. */
export interface ComparePageState {
  /** URIs of the runs, A first: what the comparison is of when it is restored. */
  readonly runs: readonly string[];
  /** Further runs of the kinds of A and of B. */
  readonly repeats: RepeatedRuns<string>;
  /** Which of the runs is B, from 0. */
  readonly pair: number;
  readonly filter: string;
  readonly isOnlyDifferences: boolean;
  readonly isGrouped: boolean;
  /** Id of the durations that are shown beside those of waking and idling. */
  readonly durations: string;
  readonly areTablesShown: boolean;
}

/** What was saved, by this version or another; what makes no sense is left out. */
export function restoreCompareState(saved: unknown): ComparePageState {
  const { runs, repeats, pair, filter, isOnlyDifferences, isGrouped, durations, areTablesShown } =
    membersOf(saved);
  return {
    runs: textsOf(runs),
    repeats: { a: textsOf(membersOf(repeats)['a']), b: textsOf(membersOf(repeats)['b']) },
    pair: Number.isSafeInteger(pair) && Number(pair) >= 0 ? Number(pair) : 0,
    filter: typeof filter === 'string' ? filter : '',
    isOnlyDifferences: isOnlyDifferences !== false,
    isGrouped: isGrouped === true,
    durations: typeof durations === 'string' ? durations : '',
    areTablesShown: areTablesShown === true,
  };
}
