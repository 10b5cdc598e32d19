const decoder = new TextDecoder('latin1');
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes as text, one character a byte: never fails, and loses nothing of names in other encodings. */
export function latin1(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** A name as the program that chose it meant it: UTF-8, or where it is none, one character a byte. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    // No UTF-8 is no error: names are bytes.
    return latin1(bytes);
  }
}
