/**
 * Bytes of one element of an array, by its type; 1 for a type we do not know, so that its bytes are shown.
 * A long counts as 8: recordings of 32-bit hosts are few, and where the array's length is declared nobody asks.
 */
export function elementBytes(type: string): 1 | 2 | 4 | 8 {
  const element = type
    .replace(/^__(?:data|rel)_loc /, '')
    .replace(/\[.*$/, '')
    .replace(/^const /, '')
    .trim();
  if (/^(?:__)?[us]64$|\blong\b|\*/.test(element)) return 8;
  if (/^(?:__)?[us]32$|^(?:un)?signed$|\bint$/.test(element)) return 4;
  if (/^(?:__)?[us]16$|\bshort\b/.test(element)) return 2;
  return 1;
}
