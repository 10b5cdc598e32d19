import { memorySource } from '../../../src/formats/memorySource';
import { readHeader } from '../../../src/formats/perfdata/readHeader';
import { RecordType } from '../../../src/formats/perfdata/recordTypes';
import { resizedPerfData } from './resizedPerfData';

const SIZE_AT = 6;

/**
 * The recording up to so many samples, or compressed records: what came to a few hundred kilobytes
 * would be too much for a fixture.
 */
export function shortenedPerfData(bytes: Uint8Array, most: number): Uint8Array {
  const { data } = readHeader(memorySource('shortened', bytes));
  const records = bytes.subarray(data.offset, data.offset + data.bytes);
  const kept = firstRecords(records, most);
  const { head, tail } = resizedPerfData(bytes, kept.length);
  return new Uint8Array(Buffer.concat([head, kept, tail]));
}

/** The same of records without a header, as in the files of a directory. */
export function firstRecords(records: Uint8Array, most: number): Uint8Array {
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  let at = 0;
  for (let left = most; at < records.length; at += view.getUint16(at + SIZE_AT, true)) {
    const type = view.getUint32(at, true);
    const isCounted = type === RecordType.sample || type === RecordType.compressed;
    if (isCounted && left-- === 0) break;
  }
  return new Uint8Array(records.subarray(0, at));
}
