import { hex } from '../../base/hex';
import type { DwarfCursor } from './DwarfCursor';
import { UnitType } from './dwarfConstants';
import { FormWidths } from './FormWidths';

/** What stands before the first entry of a unit in `.debug_info`. Offsets are from the section's start. */
export interface UnitHeader {
  readonly offset: number;
  /** First byte that is not the unit's. */
  readonly end: number;
  /** The unit's first entry. */
  readonly firstEntry: number;
  readonly widths: FormWidths;
  readonly unitType: number;
  readonly abbrevOffset: number;
}

/** The unit that starts at `offset`. Throws a `FormatError` where its length cannot be believed. */
export function readUnitHeader(cursor: DwarfCursor, offset: number): UnitHeader {
  cursor.moveTo(offset);
  const { offsetBytes, end } = readUnitLength(cursor);
  const version = cursor.u16();
  if (version < 2 || version > 5) {
    // The length still leads to the next unit: the caller may go on there.
    const widths = new FormWidths(version, 0, offsetBytes, offset);
    return { offset, end, firstEntry: end, widths, unitType: 0, abbrevOffset: 0 };
  }
  let unitType: number = UnitType.compile;
  let addressBytes: number;
  let abbrevOffset: number;
  if (version >= 5) {
    unitType = cursor.u8();
    addressBytes = cursor.u8();
    abbrevOffset = cursor.offset(offsetBytes);
    if (unitType === UnitType.skeleton || unitType === UnitType.splitCompile) cursor.skip(8);
    if (unitType === UnitType.type || unitType === UnitType.splitType) cursor.skip(8 + offsetBytes);
  } else {
    abbrevOffset = cursor.offset(offsetBytes);
    addressBytes = cursor.u8();
  }
  const firstEntry = cursor.position;
  const widths = new FormWidths(version, addressBytes, offsetBytes, offset);
  return { offset, end, firstEntry, widths, unitType, abbrevOffset };
}

/** The initial length of a unit, of a line program or of a table of lists, and where that makes it end. */
export function readUnitLength(cursor: DwarfCursor): { offsetBytes: 4 | 8; end: number } {
  const start = cursor.position;
  const first = cursor.u32();
  if (first >= 0xffff_fff0 && first !== 0xffff_ffff) {
    throw cursor.error('bad-value', `the reserved length ${hex(first)}`, start);
  }
  const offsetBytes = first === 0xffff_ffff ? 8 : 4;
  const length = offsetBytes === 8 ? cursor.u64() : first;
  const end = cursor.position + length;
  if (end > cursor.size) {
    const reason = `a unit of ${length} bytes, ${cursor.size - cursor.position} left`;
    throw cursor.error('truncated', reason, start);
  }
  return { offsetBytes, end };
}
