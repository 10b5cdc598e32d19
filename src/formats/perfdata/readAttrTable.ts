import { ByteCursor } from '../ByteCursor';
import type { ByteSource } from '../ByteSource';
import { readAttr } from './PerfAttr';
import { MOST_EVENTS } from './PerfDataParts';
import type { FoundEvent, PerfDataParts } from './PerfDataParts';
import type { PerfHeader } from './readHeader';
import { readIds } from './readIds';

/** Offset and size of an event's ids, at the end of its entry. */
const IDS_BYTES = 16;

/** The recorded events, each with its ids (`struct perf_file_attr`, tools/perf/util/header.c). */
export function readAttrTable(source: ByteSource, header: PerfHeader, parts: PerfDataParts): void {
  const { littleEndian, attrBytes, attrs } = header;
  const section = 'event attributes';
  const start = attrs.offset;
  const cursor = new ByteCursor(source, { section, littleEndian, start, end: start + attrs.bytes });
  const count = Math.floor(attrs.bytes / attrBytes);
  if (count > MOST_EVENTS) throw cursor.error('bad-value', `says ${count} events`, start);
  let idBytes = 0;
  for (let event = 0; event < count; event++) {
    const attr = readAttr(cursor.bytes(attrBytes - IDS_BYTES), littleEndian);
    const offset = cursor.u64AsNumber('the offset of event ids');
    const bytes = cursor.u64AsNumber('the size of event ids');
    const range = { section: 'event ids', littleEndian, start: offset, end: offset + bytes };
    const found: FoundEvent = { attr, ids: new Uint32Array(0), name: undefined };
    parts.attempt(() => {
      found.ids = readIds(new ByteCursor(source, range), bytes, idBytes);
      idBytes += bytes;
    }, 'Samples are told apart without them where that is possible.');
    parts.events.push(found);
  }
}
