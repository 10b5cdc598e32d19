const decoder = new TextDecoder('latin1');

/** Bytes as text, one character a byte: never fails, and loses nothing of names in other encodings. */
export function latin1(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
