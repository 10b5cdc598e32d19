import type { DebugSections } from './DebugSections';
import { Form } from './dwarfConstants';
import type { FormValue } from './Entry';
import { indexedAddress } from './Unit';
import type { Unit } from './Unit';

/** Takes the half-open ranges of a list, one by one. */
export type TakeRange = (low: number, high: number) => void;

/** `DW_RLE_…` of DWARF 5, section 7.25. */
const Rle = {
  endOfList: 0,
  baseAddressx: 1,
  startxEndx: 2,
  startxLength: 3,
  offsetPair: 4,
  baseAddress: 5,
  startEnd: 6,
  startLength: 7,
} as const;

/**
 * The ranges that a `DW_AT_ranges` of this unit leads to: `.debug_ranges` up to version 4,
 * `.debug_rnglists` from 5 on. Empty ones, which linkers leave of dropped code, are left out.
 */
export function readRangeList(
  debug: DebugSections,
  unit: Unit,
  ranges: FormValue,
  take: TakeRange,
): void {
  const nonEmpty: TakeRange = (low, high) => {
    if (low < high) take(low, high);
  };
  if (unit.widths.version < 5) readRanges(debug, unit, ranges.value, nonEmpty);
  else readRnglist(debug, unit, rnglistOffset(debug, unit, ranges), nonEmpty);
}

function readRanges(debug: DebugSections, unit: Unit, offset: number, take: TakeRange): void {
  const cursor = debug.cursor('.debug_ranges');
  const { addressBytes } = unit.widths;
  const baseMark = addressBytes === 8 ? -1 : 2 ** (8 * addressBytes) - 1;
  let base = unit.lowPc ?? 0;
  cursor.moveTo(offset);
  for (;;) {
    debug.spendSteps(1, cursor);
    const low = cursor.address(addressBytes);
    const high = cursor.address(addressBytes);
    if (low === 0 && high === 0) return;
    if (low === baseMark) base = high;
    else take(base + low, base + high);
  }
}

function rnglistOffset(debug: DebugSections, unit: Unit, { form, value }: FormValue): number {
  if (form !== Form.rnglistx) return value;
  const cursor = debug.cursor('.debug_rnglists');
  cursor.moveTo(unit.rnglistsBase + value * unit.widths.offsetBytes);
  return unit.rnglistsBase + cursor.offset(unit.widths.offsetBytes);
}

function readRnglist(debug: DebugSections, unit: Unit, offset: number, take: TakeRange): void {
  const cursor = debug.cursor('.debug_rnglists');
  const { addressBytes } = unit.widths;
  let base = unit.lowPc ?? 0;
  cursor.moveTo(offset);
  for (;;) {
    debug.spendSteps(1, cursor);
    const kind = cursor.u8();
    switch (kind) {
      case Rle.endOfList:
        return;
      case Rle.baseAddressx:
        base = indexedAddress(debug, unit, cursor.uleb());
        break;
      case Rle.startxEndx: {
        const low = indexedAddress(debug, unit, cursor.uleb());
        take(low, indexedAddress(debug, unit, cursor.uleb()));
        break;
      }
      case Rle.startxLength: {
        const low = indexedAddress(debug, unit, cursor.uleb());
        take(low, low + cursor.uleb());
        break;
      }
      case Rle.offsetPair: {
        const low = base + cursor.uleb();
        take(low, base + cursor.uleb());
        break;
      }
      case Rle.baseAddress:
        base = cursor.address(addressBytes);
        break;
      case Rle.startEnd: {
        const low = cursor.address(addressBytes);
        take(low, cursor.address(addressBytes));
        break;
      }
      case Rle.startLength: {
        const low = cursor.address(addressBytes);
        take(low, low + cursor.uleb());
        break;
      }
      default:
        throw cursor.error('bad-value', `the unknown kind of range ${kind}`);
    }
  }
}
