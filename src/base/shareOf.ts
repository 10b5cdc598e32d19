/** 0 to 1; 0 of nothing, as of a trace of one event, which has no length. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
