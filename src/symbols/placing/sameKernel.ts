import type { SymbolColumns } from '../../formats/symbols/SymbolColumns';
import { symbolName } from '../../formats/symbols/SymbolColumns';
import type { KernelSpan } from '../SymbolFile';
import type { SymbolIndex } from '../SymbolIndex';

/** Symbols compared: builds of one version differ in most of them. */
const COMPARED = 256;
/** Of those compared; tables of one kernel still differ in what is left out of them. */
const SAME = 0.9;
const [LETTER_T, UPPER_CASE] = [0x54, 0xdf];

/** Whether two tables are of one kernel: functions stand at the same distance from its start. */
export function isSameKernel(
  known: { readonly columns: SymbolColumns; readonly kernel: KernelSpan },
  other: { readonly table: SymbolIndex; readonly kernel: KernelSpan },
): boolean {
  const { columns, kernel } = known;
  const functions: number[] = [];
  for (let index = 0; index < columns.count; index++) {
    const address = columns.address[index]!;
    const isCode = (columns.letter[index]! & UPPER_CASE) === LETTER_T;
    if (isCode && columns.module[index] === 0 && address >= kernel.start && address < kernel.end) {
      functions.push(index);
    }
  }
  const step = Math.max(1, Math.floor(functions.length / COMPARED));
  let same = 0;
  let compared = 0;
  for (let at = 0; at < functions.length; at += step) {
    const index = functions[at]!;
    const address = columns.address[index]! - kernel.start + other.kernel.start;
    compared++;
    if (other.table.namesAt(address).includes(symbolName(columns, index))) same++;
  }
  return compared > 0 && same / compared >= SAME;
}
