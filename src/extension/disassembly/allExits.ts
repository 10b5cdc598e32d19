import type { Disassembly, PlaceTally } from '../../protocol/code';

/** All exits of a function: shares of its time are of these, whatever is listed. */
export function allExits({
  lines,
  unlisted,
}: Pick<Disassembly, 'lines' | 'unlisted'>): readonly PlaceTally[] {
  return [...lines.flatMap(({ exits }) => exits), ...unlisted];
}
