const CPU_BUFFER_PAGE_BYTES = 4096;
const MOST_COMMITTED_BYTES = CPU_BUFFER_PAGE_BYTES - 16;

/**
 * Whether a file is a bare chain of sub-buffers, as `trace.dat.cpu0` is: two pages, each with a time
 * and a plausible number of used bytes, the later one not earlier. Source: docs/formats/trace-dat.md.
 */
export function looksLikeCpuBuffer(start: Uint8Array): boolean {
  if (start.length < CPU_BUFFER_PAGE_BYTES + 16) return false;
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const first = cpuBufferPage(view, 0);
  const second = cpuBufferPage(view, CPU_BUFFER_PAGE_BYTES);
  return first !== undefined && second !== undefined && first <= second;
}

/** Stamp of the page there; undefined: it is none. */
function cpuBufferPage(view: DataView, at: number): bigint | undefined {
  const stamp = view.getBigUint64(at, true);
  const committed = view.getUint32(at + 8, true) & 0x7ff_ffff;
  const upper = view.getUint32(at + 12, true);
  const isPage = committed > 0 && committed <= MOST_COMMITTED_BYTES;
  // The kernel writes the word's flags with their sign: the upper half is all zeros or all ones.
  const isFlagged = upper === 0 || upper === 0xffff_ffff;
  return stamp > 0n && stamp < 1n << 63n && isPage && isFlagged ? stamp : undefined;
}

/** Field 1 of a trace, a packet with a length: what every message of a Perfetto trace begins with. */
const PACKET_TAG = 0x0a;
const FEWEST_PACKETS = 8;

/** Whether a file is a chain of Perfetto packets, each as long as it says (protos/perfetto/trace/trace.proto). */
export function looksLikePerfettoTrace(start: Uint8Array): boolean {
  let at = 0;
  for (let packets = 0; packets < FEWEST_PACKETS; packets++) {
    if (start[at] !== PACKET_TAG) return false;
    const [length, lengthBytes] = varint(start, at + 1);
    if (length === 0 || lengthBytes === 0) return false;
    at += 1 + lengthBytes + length;
  }
  return at <= start.length;
}

/** Size 0: no number of a packet's length stands there. */
function varint(bytes: Uint8Array, at: number): readonly [value: number, bytes: number] {
  let value = 0;
  for (let index = 0; index < 4; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return [0, 0];
    value |= (byte & 0x7f) << (7 * index);
    if (byte < 0x80) return [value, index + 1];
  }
  return [0, 0];
}
