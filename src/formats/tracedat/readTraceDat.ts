import type { ByteSource, Decompressor } from '../ByteSource';
import { COMMON_PAGE_LAYOUT } from '../ringbuffer/PageLayout';
import { readHeader } from './readHeader';
import { decodeOptions } from './readOptions';
import { readV6 } from './readV6';
import { readV7 } from './readV7';
import type { TraceBuffer, TraceDatFile } from './TraceDatFile';
import { TraceDatParts } from './TraceDatParts';

/**
 * Reads everything a trace.dat says before its events.
 * Throws a `FormatError` only when nothing can be shown; other damage is in `diagnostics`.
 */
export function readTraceDat(source: ByteSource, decompressor: Decompressor): TraceDatFile {
  const header = readHeader(source);
  const parts = new TraceDatParts(header);
  if (header.version === 6) readV6(source, parts);
  else readV7(source, decompressor, parts);
  return {
    version: header.version,
    compression: header.compression,
    littleEndian: header.littleEndian,
    longBytes: header.longBytes,
    pageLayout: parts.pageLayout ?? COMMON_PAGE_LAYOUT,
    formats: parts.formats,
    comms: parts.comms,
    buffers: parts.buffers.map((buffer) => clampedToFile(buffer, source, parts)),
    options: decodeOptions(parts.options, header.littleEndian, (error) => {
      parts.reportError(error, 'This option was left out.');
    }),
    diagnostics: parts.diagnostics,
  };
}

/** Data that lies past the end of the file is cut off, and said so; CPUs with nothing left are dropped. */
function clampedToFile(buffer: TraceBuffer, source: ByteSource, parts: TraceDatParts): TraceBuffer {
  let missing = 0;
  let firstCut: number | null = null;
  const cpus = buffer.cpus.flatMap((cpu) => {
    const bytes = Math.max(0, Math.min(cpu.bytes, source.size - cpu.offset));
    if (bytes < cpu.bytes) {
      missing += cpu.bytes - bytes;
      firstCut ??= cpu.offset;
    }
    if (bytes <= 0) return [];
    return [bytes < cpu.bytes ? { ...cpu, bytes, isCut: true } : { ...cpu, bytes }];
  });
  if (missing > 0) {
    parts.warn(
      'truncated-section',
      `The file ends ${missing} bytes before its event data does. It was cut short: the events up to there are shown. Copy the whole file, or record again.`,
      firstCut,
    );
  }
  return { ...buffer, cpus };
}
