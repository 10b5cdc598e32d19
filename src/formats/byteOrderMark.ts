const UTF8_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

/** What must be looked at to see whether a text has one. */
export const MOST_MARK_BYTES = UTF8_MARK.length;

/** Bytes that a byte order mark takes at the start of a text in UTF-8; 0: there is none. */
export function byteOrderMarkBytes(start: Uint8Array): number {
  return UTF8_MARK.every((byte, index) => start[index] === byte) ? UTF8_MARK.length : 0;
}
