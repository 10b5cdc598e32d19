import type { TraceFacts } from '../../protocol/facts';
import type { Finding } from '../../protocol/Finding';
import type { IdleOverview } from '../../protocol/idle';

/** What is known of the trace that was looked at last. */
export type AnalysisState =
  /** `none`: no trace is open. `failed`: it could not be loaded, which its page explains. */
  | { readonly kind: 'none' | 'loading' | 'failed' }
  | {
      readonly kind: 'loaded';
      /** URI of its document. */
      readonly document: string;
      readonly facts: TraceFacts;
      readonly overview: IdleOverview;
      readonly findings: readonly Finding[];
    };
