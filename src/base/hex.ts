/** `0x…`, lower case, no padding: how the CLI and every view spell 64-bit values. */
export function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

/** A 64-bit value held as two unsigned words, spelled without going through a double. */
export function hexOfWords(high: number, low: number): string {
  if (high === 0) return hex(low);
  return `0x${high.toString(16)}${low.toString(16).padStart(8, '0')}`;
}

/** A distance: `0x3000000`, with a sign where it leads down. */
export function signedHex(distance: number): string {
  return distance < 0 ? `-${hex(-distance)}` : hex(distance);
}

/** The distance that `signedHex` spells; undefined: the text is none. */
export function readDistance(text: string): number | undefined {
  const [, sign, digits] = /^(-?)(0x[0-9a-f]{1,13})$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return sign === '-' ? -Number(digits) : Number(digits);
}
