import { ByteCursor } from '../ByteCursor';
import type { ByteSource } from '../ByteSource';
import { Feature } from './Feature';
import { MOST_EVENTS } from './PerfDataParts';
import type { PerfDataParts } from './PerfDataParts';
import { readBuildIds } from './guestKernels';
import { readTracingData } from './readTracingData';

/** Where a feature's bytes stand in the file. */
export interface FeatureRange {
  readonly start: number;
  readonly end: number;
}

type FeatureStep = (cursor: ByteCursor, parts: PerfDataParts) => void;

const MOST_STRING_BYTES = 1 << 16;

const features: ReadonlyMap<number, readonly [section: string, step: FeatureStep]> = new Map([
  [Feature.buildId, ['BUILD_ID', readBuildIds]],
  [Feature.osRelease, ['OSRELEASE', readRelease]],
  [Feature.cpuCount, ['NRCPUS', readCpuCount]],
  [Feature.eventDesc, ['EVENT_DESC', readEventNames]],
]);

/** Reads a header feature, which stands behind the data, or in a record of a pipe; unknown ones are left. */
export function readFeature(
  source: ByteSource,
  feature: number,
  range: FeatureRange,
  parts: PerfDataParts,
): void {
  if (feature === Feature.dirFormat) parts.isDirectory = true;
  if (feature === Feature.compressed) parts.isCompressed = true;
  if (feature === Feature.tracingData) readTracingData(source, range, parts);
  const known = features.get(feature);
  if (known === undefined) return;
  const [section, step] = known;
  step(new ByteCursor(source, { ...range, section, littleEndian: parts.littleEndian }), parts);
}

function readRelease(cursor: ByteCursor, parts: PerfDataParts): void {
  parts.kernel = readString(cursor);
}

function readCpuCount(cursor: ByteCursor, parts: PerfDataParts): void {
  const at = cursor.position;
  const [available, online] = [cursor.u32(), cursor.u32()];
  if (online === 0 || online > available) {
    throw cursor.error('bad-value', `says ${online} of ${available} CPUs are online`, at);
  }
  parts.cpuCounts = { available, online };
}

/** The events once more, with their names; they are in the order of the attributes (`write_event_desc()`). */
function readEventNames(cursor: ByteCursor, parts: PerfDataParts): void {
  const count = cursor.u32();
  const attrBytes = cursor.u32();
  if (count > MOST_EVENTS) throw cursor.error('bad-value', `says ${count} events`);
  for (let index = 0; index < count; index++) {
    cursor.skip(attrBytes);
    const idCount = cursor.u32();
    const name = readString(cursor);
    cursor.skip(idCount * 8);
    const event = parts.events[index];
    if (event !== undefined) event.name = name;
  }
}

/** A u32 length, padded, and the bytes up to NUL. */
function readString(cursor: ByteCursor): string {
  const at = cursor.position;
  const bytes = cursor.u32();
  if (bytes > MOST_STRING_BYTES) throw cursor.error('bad-value', `a name of ${bytes} bytes`, at);
  const text = cursor.text(bytes);
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}
