import type { TableToName } from '../base/tableColumns';
import type { Companion, NearbyRecording } from './Companion';
import type { TraceFacts } from './facts';

/** How far the load is; `rows` grow while it runs, and what is loaded can be asked for at once. */
export type LoadState =
  | {
      readonly kind: 'loading';
      readonly doneBytes: number;
      readonly totalBytes: number;
      readonly events: number;
    }
  | { readonly kind: 'complete' }
  | { readonly kind: 'cancelled'; readonly events: number }
  /** The file needs more memory than allowed: nothing is loaded, a part can be chosen. */
  | { readonly kind: 'too-large'; readonly message: string; readonly estimatedEvents: number }
  /** A table whose header does not tell what its columns are. */
  | { readonly kind: 'unnamed'; readonly message: string; readonly table: TableToName }
  | { readonly kind: 'failed'; readonly message: string };

/** What a trace is asked while it is read, and once it is. */
export interface LoadRequests {
  /** Facts of what is loaded so far, and the load's state. */
  traceFacts: {
    params: Record<string, never>;
    result: {
      readonly facts: TraceFacts | null;
      readonly load: LoadState;
      /** The recordings asked for beside the document's own, whether they could be read or not. */
      readonly companions: readonly Companion[];
    };
  };
  cancelLoad: { params: Record<string, never>; result: Record<string, never> };
  /** Recordings in the same folder that say they were made together with this one. */
  nearbyRecordings: { params: Record<string, never>; result: readonly NearbyRecording[] };
}

/** Sent without being asked for: the load went on. At most ten a second. */
export interface LoadNotice {
  readonly notice: 'load';
  readonly load: LoadState;
}

/** The same for a page, which outlives the loads of its document. */
export interface PageLoadNotice extends LoadNotice {
  /** Counts the loads from 1: rows and positions of one mean nothing in another. */
  readonly loadNumber: number;
}
