/** A split along one direction: how long it is, and what each side needs at least. */
export interface SplitGeometry {
  readonly totalCssPx: number;
  readonly firstMinCssPx: number;
  readonly secondMinCssPx: number;
}

/** The share of the first side that keeps both sides usable; where both cannot be, the middle. */
export function clampShare(share: number, geometry: SplitGeometry): number {
  const { totalCssPx, firstMinCssPx, secondMinCssPx } = geometry;
  if (totalCssPx <= 0) return share;
  if (firstMinCssPx + secondMinCssPx > totalCssPx) {
    return firstMinCssPx / (firstMinCssPx + secondMinCssPx);
  }
  const least = firstMinCssPx / totalCssPx;
  const most = 1 - secondMinCssPx / totalCssPx;
  return Math.min(Math.max(share, least), most);
}

export function shareAt(pointerCssPx: number, geometry: SplitGeometry): number {
  if (geometry.totalCssPx <= 0) return 0.5;
  return clampShare(pointerCssPx / geometry.totalCssPx, geometry);
}
