/** Where the payload of the ring-buffer event that starts at `header` lies; `PageDecoder` has the layout. */
export function payloadRange(
  bytes: Uint8Array,
  header: number,
  littleEndian: boolean,
): { readonly start: number; readonly end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = view.getUint32(header, littleEndian);
  const type = littleEndian ? word & 31 : word >>> 27;
  if (type > 0) return { start: header + 4, end: header + 4 + type * 4 };
  const length = view.getUint32(header + 4, littleEndian);
  return { start: header + 8, end: header + 4 + length };
}
