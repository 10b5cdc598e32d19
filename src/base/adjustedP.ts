/**
 * p-values of many tests at once, by Benjamini and Hochberg (1995): of those that are at most 5 %, about
 * 5 % are differences that are none.
 */
export function falseDiscoveryP(ps: readonly number[]): number[] {
  const order = ps.map((_, index) => index).sort((a, b) => ps[b]! - ps[a]!);
  const adjusted = new Array<number>(ps.length);
  let least = 1;
  order.forEach((index, above) => {
    least = Math.min(least, ps[index]! * (ps.length / (ps.length - above)));
    adjusted[index] = least;
  });
  return adjusted;
}

/** The same by Holm (1979): with a probability of 95 %, none of those that are at most 5 % is a difference that is none. */
export function familywiseP(ps: readonly number[]): number[] {
  const order = ps.map((_, index) => index).sort((a, b) => ps[a]! - ps[b]!);
  const adjusted = new Array<number>(ps.length);
  let most = 0;
  order.forEach((index, below) => {
    most = Math.max(most, Math.min(1, ps[index]! * (ps.length - below)));
    adjusted[index] = most;
  });
  return adjusted;
}
