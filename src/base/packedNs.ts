const MISSING = 0xffffffff;
/** From here on a word counts units of 1,024 ns: hours, to the microsecond. */
const COARSE = 2 ** 31;
const COARSE_NS = 1024;

/** A length in ns as a 32-bit word; negative: there is none. */
export function packedNs(lengthNs: number): number {
  if (lengthNs < 0) return MISSING;
  if (lengthNs < COARSE) return lengthNs;
  return Math.min(COARSE + Math.ceil(lengthNs / COARSE_NS), MISSING - 1);
}

/** The length that `packedNs` packed; -1: there is none. */
export function unpackedNs(word: number): number {
  if (word === MISSING) return -1;
  return word < COARSE ? word : (word - COARSE) * COARSE_NS;
}
