import type { ByteSource, Decompressor } from '../formats/ByteSource';
import { TraceDatRecording } from '../ingest/tracedat/TraceDatRecording';
import type { SourceFile } from './SourceFile';

/** `tscKhz`: frequency of a cycle clock the file gives none for. */
export function openTraceDat(
  source: ByteSource,
  decompressor: Decompressor,
  tscKhz: number | undefined,
): SourceFile {
  const recording = new TraceDatRecording({ source, decompressor, tscKhz });
  return { path: source.name, bytes: source.size, recording };
}
