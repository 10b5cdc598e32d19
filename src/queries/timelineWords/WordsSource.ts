import type { EventTable } from '../../events/EventTable';
import type { LostEvents } from '../../ingest/Recording';
import type { TimelineLane } from '../../protocol/timeline';
import type { TracePart } from '../../protocol/TracePart';
import type { PageSource } from '../conflicts/PageSource';
import type { EventAccess } from '../EventAccess';
import type { Bands } from './Bands';
import type { VcpuPeriods } from './VcpuPeriods';

/** What the timeline's answers in words are told from: a trace that was read to its end. */
export interface WordsSource {
  readonly table: EventTable;
  readonly access: EventAccess;
  /** The idle periods and the faults, and who is who. */
  readonly pages: PageSource;
  readonly periods: VcpuPeriods;
  readonly bands: Bands;
  /** undefined: there is no such lane. */
  readonly laneOf: (key: string) => TimelineLane | undefined;
  readonly lanes: () => readonly TimelineLane[];
  readonly lost: readonly LostEvents[];
  /** The first and the last time of what is loaded. */
  readonly fromNs: number;
  readonly lastNs: number;
  /** What is loaded: the rows of a part hold not all that the analyses saw. */
  readonly part: TracePart | null;
}
