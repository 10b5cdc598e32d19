/** A host CPU or a thread as answers hold it: the table marks one that is not recorded by a negative number. */
export function recordedNumber(inTable: number): number | null {
  return inTable < 0 ? null : inTable;
}
