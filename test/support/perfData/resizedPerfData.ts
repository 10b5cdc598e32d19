import { memorySource } from '../../../src/formats/memorySource';
import { readHeader } from '../../../src/formats/perfdata/readHeader';

/** Of the file header. */
const DATA_SIZE_AT = 48;
const FEATURE_PLACE_BYTES = 16;

/** What stands before and behind the records of a little-endian perf.data when these have another size. */
export function resizedPerfData(
  bytes: Uint8Array,
  dataBytes: number,
): { readonly head: Uint8Array; readonly tail: Uint8Array } {
  const { data, features } = readHeader(memorySource('resized', bytes));
  // Copies, also of a Buffer, whose `slice` makes none.
  const head = new Uint8Array(bytes.subarray(0, data.offset));
  new DataView(head.buffer).setBigUint64(DATA_SIZE_AT, BigInt(dataBytes), true);
  const tail = new Uint8Array(bytes.subarray(data.offset + data.bytes));
  const places = new DataView(tail.buffer);
  features.forEach((_, index) => {
    const at = index * FEATURE_PLACE_BYTES;
    const moved = places.getBigUint64(at, true) + BigInt(dataBytes - data.bytes);
    places.setBigUint64(at, moved, true);
  });
  return { head, tail };
}
