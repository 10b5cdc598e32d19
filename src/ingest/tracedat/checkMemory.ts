import type { ByteSource } from '../../formats/ByteSource';
import { FormatError } from '../../formats/FormatError';
import type { TraceBuffer, TraceDatFile } from '../../formats/tracedat/TraceDatFile';

/** Streams are numbered in 16 bits. */
const MOST_STREAMS = 0xffff;
/** A sub-buffer of events as small as events can be, decoded, beside the bytes read. */
const PAGES_OPEN = 4;
/** The same with a compressed chunk of 10 sub-buffers. */
const PAGES_OPEN_COMPRESSED = 14;
const ALWAYS_ALLOWED_BYTES = 256 << 20;
/** What the pages in memory can be to a file that is no fraud: recordings pack 5 to 10 to 1. */
const MOST_TIMES_FILE = 20;

/**
 * A sub-buffer of every CPU is in memory at the same time. Throws where the file's numbers of CPUs
 * and bytes ask for more than a file of its size can hold: they are damaged.
 */
export function checkMemory(
  file: TraceDatFile,
  source: ByteSource,
  buffers: readonly TraceBuffer[],
): void {
  const pagesOpen = file.compression === undefined ? PAGES_OPEN : PAGES_OPEN_COMPRESSED;
  let streams = 0;
  let openBytes = 0;
  for (const { cpus, pageBytes } of buffers) {
    streams += cpus.length;
    openBytes += cpus.length * pageBytes * pagesOpen;
  }
  const allowed = Math.max(ALWAYS_ALLOWED_BYTES, source.size * MOST_TIMES_FILE);
  if (streams <= MOST_STREAMS && openBytes <= allowed) return;
  const pageBytes = buffers.reduce((most, buffer) => Math.max(most, buffer.pageBytes), 0);
  throw new FormatError(
    'too-large',
    { section: 'CPU table', offset: buffers[0]?.cpus[0]?.offset ?? 0 },
    `it lists ${streams} CPUs with sub-buffers of ${pageBytes} bytes, more than the file can hold`,
    'The file is damaged. Copy it again, or record again.',
  );
}
