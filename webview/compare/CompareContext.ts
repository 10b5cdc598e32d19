import type { VcpuPair } from '../../src/protocol/compare';
import type { CompareRequests } from '../../src/protocol/comparePage';
import type { ComparePageState } from './compareState';

/** The extension host, as the page of a comparison knows it. */
export interface CompareHost {
  call<M extends keyof CompareRequests>(
    method: M,
    params: CompareRequests[M]['params'],
  ): Promise<CompareRequests[M]['result']>;
  savedState(): unknown;
  saveState(state: ComparePageState): void;
}

/** What the parts of the page share. */
export interface CompareContext {
  readonly state: () => ComparePageState;
  readonly change: (change: Partial<ComparePageState>) => void;
  /** An example of the row is to be shown in both recordings. */
  readonly exampleWanted: (rowId: string) => void;
  /** The code of a row's function is to be shown with the exits of both runs. */
  readonly codeWanted: (rowId: string) => void;
  /** vCPUs are to be compared as they are paired here. */
  readonly paired: (pairing: readonly VcpuPair[]) => void;
  readonly copied: (text: string, as: 'Markdown' | 'CSV') => void;
}
