import type { HotCodeRow, HotGrouping } from '../../../src/protocol/code';
import { symbolText } from '../../../src/protocol/codeTexts';
import { lineText } from '../../code/codeTexts';
import { counted } from '../../format/count';

/** What a row is of: `native_safe_halt+0xb`, `HLT`, `idle.c:72`, `0xffffffff8100dead`. */
export function placeText(row: HotCodeRow, by: HotGrouping): string {
  if (by === 'reason') return row.reason ?? 'several reasons';
  const line = by === 'line' ? lineText(row.frames[0]) : undefined;
  return line ?? codeText(row);
}

/** The code of a row by its symbol, else its address; the number of its places where they have none in common. */
export function codeText(row: HotCodeRow): string {
  // The module has a column of its own.
  const symbol = symbolText({ ...row, module: null });
  return symbol ?? row.rip ?? counted(row.instructions, 'place');
}
