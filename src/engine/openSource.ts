import { openRecording } from '../ingest/recordingFormats';
import type { OpenRecordingOptions } from '../ingest/recordingFormats';
import type { SourceFile } from './SourceFile';

export function openSource(options: OpenRecordingOptions): SourceFile {
  const { name, size } = options.source;
  return { path: name, bytes: size, recording: openRecording(options) };
}
