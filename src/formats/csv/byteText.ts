const decoder = new TextDecoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Characters made at once: arguments of one call, and what was measured to be fastest. */
const MOST_ARGUMENTS = 4096;

/** Bytes as text, one character a byte, so that a place in the text is a place in the file. */
export function byteText(bytes: Uint8Array): string {
  // Where there is nothing but ASCII, UTF-8 is the same, and decoded five times as fast.
  const text = decoder.decode(bytes);
  if (text.length === bytes.length && !text.includes('\ufffd')) return text;
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += MOST_ARGUMENTS) {
    const part = bytes.subarray(start, start + MOST_ARGUMENTS);
    // Not spread: that goes through an iterator, and is six times slower.
    parts.push(String.fromCharCode.apply(undefined, part as unknown as number[]));
  }
  return parts.join('');
}

/** What a piece of such a text says: UTF-8, or, where it is none, each byte a character. */
export function textOfPiece(piece: string): string {
  if (!hasHighBytes(piece)) return piece;
  const bytes = bytesOf(piece);
  try {
    return strict.decode(bytes);
  } catch {
    return byteText(bytes);
  }
}

/** The same piece for itself: one that is kept as it was cut out keeps all of the text around it. */
export function ownCopy(piece: string): string {
  return byteText(bytesOf(piece));
}

function hasHighBytes(piece: string): boolean {
  for (let at = 0; at < piece.length; at++) if (piece.charCodeAt(at) >= 0x80) return true;
  return false;
}

function bytesOf(piece: string): Uint8Array {
  return Uint8Array.from(piece, (character) => character.charCodeAt(0));
}
