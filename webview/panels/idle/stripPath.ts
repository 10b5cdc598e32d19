/** Height of a strip in its own units; a slice is one unit wide. */
export const STRIP_HEIGHT = 20;

/** Outline of the parts of a strip that are filled: each slice to its share of the height, none where nothing tells. */
export function stripPath(shares: Float64Array): string {
  let path = '';
  shares.forEach((share, slice) => {
    if (Number.isNaN(share) || share === 0) return;
    const top = STRIP_HEIGHT * (1 - share);
    path += `M${slice} ${STRIP_HEIGHT}V${top.toFixed(1)}h1V${STRIP_HEIGHT}z`;
  });
  return path;
}
