const HOST_LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** Whether words of a file in this byte order are other numbers in this machine's. */
export function isSwapped(littleEndian: boolean): boolean {
  return littleEndian !== HOST_LITTLE_ENDIAN;
}

/**
 * Bytes as 32-bit words in the machine's own byte order, swapped in place where the file's differs.
 * The bytes must start at a multiple of 4 in their buffer; a rest of 1 to 3 bytes is left out.
 */
export function wordsOf(bytes: Uint8Array, littleEndian: boolean): Uint32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  if (isSwapped(littleEndian)) {
    for (let index = 0; index < words.length; index++) words[index] = swapped(words[index]!);
  }
  return words;
}

function swapped(word: number): number {
  return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}
