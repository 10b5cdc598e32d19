import { ByteCursor } from '../ByteCursor';
import type { CursorRange } from '../ByteCursor';
import type { ByteSource } from '../ByteSource';
import { metadataSequence } from '../tracedat/metadataSequence';
import { isTraceDat } from '../tracedat/readHeader';
import { TraceDatParts } from '../tracedat/TraceDatParts';
import type { PerfDataParts } from './PerfDataParts';

const SECTION = 'tracing data';
const MAGIC_BYTES = 10;

/**
 * The formats of the recorded tracepoints: a trace.dat without events, in the byte order it names
 * itself (`tracing_data_get()`, tools/perf/util/trace-event-info.c).
 */
export function readTracingData(
  source: ByteSource,
  range: Pick<CursorRange, 'start' | 'end'>,
  parts: PerfDataParts,
): void {
  const head = new ByteCursor(source, { ...range, section: SECTION, littleEndian: true });
  if (!isTraceDat(head.bytes(MAGIC_BYTES))) {
    throw head.error('bad-value', 'it does not start as tracing data does', range.start);
  }
  head.zstr(8); // Its version, 0.5 or 0.6: the latter has the thread names.
  const littleEndian = head.u8() === 0;
  const longBytes = head.u8();
  const rest = { ...range, start: head.position, section: SECTION, littleEndian };
  const cursor = new ByteCursor(source, rest);
  const pageBytes = cursor.u32();
  const found = new TraceDatParts({
    version: 6,
    littleEndian,
    longBytes,
    pageBytes,
    compression: undefined,
    headerEnd: cursor.position,
    optionsOffset: 0,
  });
  try {
    for (const [section, step] of metadataSequence) {
      if (cursor.remaining === 0) break;
      cursor.section = `${SECTION}, ${section}`;
      step(cursor, found);
    }
  } finally {
    parts.formats.push(...found.formats);
    for (const [tid, comm] of found.comms) parts.comms.set(tid, comm);
  }
}
