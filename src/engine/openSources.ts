import { recordingBytes } from '../formats/ByteSource';
import type { Recording } from '../ingest/Recording';
import { openRecording } from '../ingest/recordingFormats';
import type { OpenRecordingOptions } from '../ingest/recordingFormats';
import { ClockShiftError, relateClocks } from '../ingest/relateClocks';
import type { ClockRelation, RelationWish } from '../ingest/relateClocks';
import type { SourceFile } from './SourceFile';
import { openNamed, UnreadableFile } from './UnreadableFile';

/** A file of a session, and what the user says of it. */
export interface SourceRequest extends RelationWish {
  readonly options: OpenRecordingOptions;
}

/** Opens all files of a session, on one clock. Throws an `UnreadableFile` when nothing of one can be shown. */
export function openSources(requests: readonly SourceRequest[]): readonly SourceFile[] {
  const recordings = requests.map(({ options }) =>
    openNamed(options.source.name, () => openRecording(options)),
  );
  const relations = related(recordings, requests);
  return requests.map(({ options: { source } }, index) => ({
    path: source.name,
    bytes: recordingBytes(source),
    recording: recordings[index]!,
    relation: relations[index]!,
  }));
}

function related(
  recordings: readonly Recording[],
  requests: readonly SourceRequest[],
): readonly ClockRelation[] {
  try {
    return relateClocks(recordings, requests);
  } catch (error) {
    if (!(error instanceof ClockShiftError)) throw error;
    const { name } = requests[error.source]!.options.source;
    throw new UnreadableFile(`${name}: ${error.message}`);
  }
}
