import type { Recording } from '../ingest/Recording';
import type { ClockRelation } from '../ingest/relateClocks';

/** A file of a session, opened. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
  readonly recording: Recording;
  readonly relation: ClockRelation;
}

/** Opens all files of a session; throws an `UnreadableFile` when nothing of one can be shown. */
export type OpenSources = () => readonly SourceFile[];
