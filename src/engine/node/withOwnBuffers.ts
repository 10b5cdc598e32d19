/**
 * The same answer, its columns without anything around them. A message carries the whole buffer
 * behind a view, out of the thread as well as into the webview: a window on a column of 1 GB would
 * send 1 GB, and a small Buffer its neighbours in Node's pool.
 */
export function withOwnBuffers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOwnBuffers);
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return ownsItsBuffer(value) ? value : copyOf(value);
  const members = Object.entries(value);
  return Object.fromEntries(members.map(([name, member]) => [name, withOwnBuffers(member)]));
}

function ownsItsBuffer({ buffer, byteLength }: ArrayBufferView): boolean {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
}

function copyOf(view: ArrayBufferView): ArrayBufferView {
  // Buffer's own constructor would allocate from the pool again.
  if (Buffer.isBuffer(view)) return new Uint8Array(view);
  return new (view.constructor as new (view: ArrayBufferView) => ArrayBufferView)(view);
}
