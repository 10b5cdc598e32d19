/** A share from 0 to 1 in percent; what is there but tiny is not shown as nothing. */
export function formatShare(share: number): string {
  if (share === 0) return '0 %';
  if (share < 0.001) return '<0.1 %';
  // What is not quite all does not become all by rounding.
  if (share > 0.999 && share < 1) return '>99.9 %';
  return share === 1 ? '100 %' : `${(share * 100).toFixed(1)} %`;
}
