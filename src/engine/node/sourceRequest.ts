import type { OpenRecordingOptions } from '../../ingest/recordingFormats';
import type { ClockShift } from '../../protocol/ClockShift';
import type { SourceRequest } from '../openSources';
import { openNamed } from '../UnreadableFile';
import { FileSource } from './FileSource';
import { decompressorOf } from './nodeDecompressor';

/** A file on disk that is to be part of a session. */
export interface FileRequest {
  readonly path: string;
  /** Added to its times. */
  readonly shift?: ClockShift | undefined;
  /** It was recorded in a guest of the machine that the first file was recorded on. */
  readonly isGuest?: boolean | undefined;
}

/** What was said of all files of a session. */
export type SaidOfFiles = Omit<OpenRecordingOptions, 'source' | 'decompressor'>;

/** Makes a file ready to be opened. Throws an `UnreadableFile` when there is none. */
export async function sourceRequest(
  { path, shift, isGuest }: FileRequest,
  said: SaidOfFiles,
): Promise<SourceRequest> {
  const source = openNamed(path, () => new FileSource(path));
  const decompressor = await decompressorOf(source);
  return {
    options: { ...said, source, decompressor },
    shift: shift && { by: BigInt(shift.by), unit: shift.unit },
    isGuest,
  };
}
