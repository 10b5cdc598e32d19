import { ByteCursor } from '../ByteCursor';
import type { ByteSource } from '../ByteSource';
import { MOST_HOST_CPUS } from '../mostHostCpus';
import { alignedBytes } from './alignedBytes';
import { readBuildId, readMmap } from './guestKernels';
import { attrBytesOf, readAttr } from './PerfAttr';
import { MOST_EVENTS } from './PerfDataParts';
import type { PerfDataParts } from './PerfDataParts';
import { readFeature } from './readFeature';
import type { FileRange } from './readHeader';
import { readIds } from './readIds';
import { readTracingData } from './readTracingData';
import { RECORD_HEADER_BYTES, RecordType } from './recordTypes';

/** The first of these ends what perf writes before the events. */
const ENDS_LEAD: ReadonlySet<number> = new Set([
  RecordType.sample,
  RecordType.finishedRound,
  RecordType.finishedInit,
  RecordType.compressed,
  RecordType.compressed2,
]);
/** Each mapping and each thread of the host has one. */
const MOST_RECORDS = 1 << 20;
/** `PERF_EVENT_UPDATE__NAME`. */
const NAME_UPDATE = 2n;
const INDEX_ENTRY_BYTES = 32;
const CONSEQUENCE = 'What it tells was left out.';

type RecordStep = (
  source: ByteSource,
  cursor: ByteCursor,
  parts: PerfDataParts,
  /** `perf_event_header.misc`. */
  misc: number,
) => void;

const steps: ReadonlyMap<number, readonly [section: string, step: RecordStep]> = new Map([
  [RecordType.mmap, ['MMAP', readMmap]],
  [RecordType.mmap2, ['MMAP2', readMmap]],
  [RecordType.buildId, ['BUILD_ID', readBuildId]],
  [RecordType.headerAttr, ['HEADER_ATTR', readAttrRecord]],
  [RecordType.headerFeature, ['HEADER_FEATURE', readFeatureRecord]],
  [RecordType.eventUpdate, ['EVENT_UPDATE', readNameUpdate]],
  [RecordType.idIndex, ['ID_INDEX', readIdIndex]],
]);

/**
 * The records before the first sample: in a pipe's file all that tables of another one hold (events,
 * features, formats), and in any file which CPUs the events were opened on.
 */
export function readLeadingRecords(
  source: ByteSource,
  data: FileRange,
  parts: PerfDataParts,
): void {
  const { littleEndian } = parts;
  const start = data.offset;
  const end = start + data.bytes;
  const cursor = new ByteCursor(source, { section: 'records', littleEndian, start, end });
  for (let count = 0; count < MOST_RECORDS && cursor.remaining >= RECORD_HEADER_BYTES; count++) {
    const type = cursor.u32();
    const misc = cursor.u16();
    const bytes = cursor.u16() - RECORD_HEADER_BYTES;
    if (ENDS_LEAD.has(type) || bytes < 0 || bytes > cursor.remaining) return;
    const { position } = cursor;
    const [section, step] = steps.get(type) ?? [];
    if (section !== undefined && step !== undefined) {
      const range = { section, littleEndian, start: position, end: position + bytes };
      parts.attempt(() => step(source, new ByteCursor(source, range), parts, misc), CONSEQUENCE);
    }
    const outside = type === RecordType.tracingData && bytes >= 4 ? alignedBytes(cursor.u32()) : 0;
    cursor.skip(position + bytes - cursor.position);
    if (outside > 0) {
      const range = { start: cursor.position, end: cursor.position + outside };
      parts.attempt(() => readTracingData(source, range, parts), CONSEQUENCE);
      if (outside > cursor.remaining) return;
      cursor.skip(outside);
    }
  }
}

/** An attribute, as long as it says itself, then ids to the record's end. */
function readAttrRecord(source: ByteSource, cursor: ByteCursor, parts: PerfDataParts): void {
  const { littleEndian } = parts;
  const { position: start, remaining } = cursor;
  if (parts.events.length >= MOST_EVENTS) throw cursor.error('bad-value', 'too many events', start);
  const bytes = cursor.bytes(remaining);
  const attrBytes = Math.min(attrBytesOf(bytes, littleEndian), remaining);
  const range = { section: cursor.section, littleEndian, start: start + attrBytes };
  const ids = readIds(new ByteCursor(source, range), remaining - attrBytes);
  const attr = readAttr(bytes.subarray(0, attrBytes), littleEndian);
  parts.events.push({ attr, ids, name: undefined });
}

function readFeatureRecord(source: ByteSource, cursor: ByteCursor, parts: PerfDataParts): void {
  const feature = cursor.u64AsNumber('the number of a feature');
  // The last record of a pipe's features is empty, and numbered one above those its perf knows.
  if (cursor.remaining === 0) return;
  const range = { start: cursor.position, end: cursor.position + cursor.remaining };
  readFeature(source, feature, range, parts);
}

/** u64 kind of update, u64 id of the event, then its name up to NUL. */
function readNameUpdate(_: ByteSource, cursor: ByteCursor, parts: PerfDataParts): void {
  if (cursor.u64() !== NAME_UPDATE) return;
  const [first, second] = readIds(cursor, 8);
  const name = cursor.text(cursor.remaining).replace(/\0.*$/s, '');
  const event = parts.events.find(({ ids }) => {
    for (let at = 0; at < ids.length; at += 2) {
      if (ids[at] === first && ids[at + 1] === second) return true;
    }
    return false;
  });
  if (event !== undefined) event.name = name;
}

/** u64 count, then id, index of the buffer, CPU and thread of each; -1 where one is not bound. */
function readIdIndex(_: ByteSource, cursor: ByteCursor, parts: PerfDataParts): void {
  const count = cursor.u64AsNumber('the number of ids');
  for (let left = count; left > 0 && cursor.remaining >= INDEX_ENTRY_BYTES; left--) {
    cursor.skip(16);
    const hostCpu = cursor.u64();
    if (hostCpu < BigInt(MOST_HOST_CPUS)) parts.hostCpus.add(Number(hostCpu));
    cursor.skip(8);
  }
}
