/** The next of 1, 2, 5, 10, 20, … that is no smaller: a scale that stands still while the largest value moves a little. */
export function niceScale(most: number): number {
  if (most <= 0 || !Number.isFinite(most)) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5].find((factor) => magnitude * factor >= most * (1 - 1e-9)) ?? 10) * magnitude;
}
