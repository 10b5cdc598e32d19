import { readAbbreviations } from './readAbbreviations';
import type { DebugSections } from './DebugSections';
import type { Entry, FormValue } from './Entry';
import { Form, UnitType } from './dwarfConstants';
import type { FormWidths } from './FormWidths';
import type { UnitHeader } from './UnitHeader';

/** A unit with what its first entry says of the others. */
export interface Unit extends UnitHeader {
  /** `DW_TAG_…` of the first entry. */
  readonly tag: number;
  /** Base of its range lists; undefined where the unit names no address. */
  readonly lowPc: number | undefined;
  /** An address; undefined where the unit's code is not one piece. */
  readonly highPc: number | undefined;
  readonly ranges: FormValue;
  /** Of its line program in `.debug_line`; -1: it has none. */
  readonly stmtList: number;
  readonly compDir: FormValue;
  readonly name: FormValue;
  readonly language: number;
  readonly strOffsetsBase: number;
  readonly addrBase: number;
  readonly rnglistsBase: number;
  /** Name of the `.dwo` file that has the rest; its form is 0 where the unit is whole. */
  readonly dwoName: FormValue;
}

/** Reads a unit's first entry. Undefined: a unit of types, or one without an entry. */
export function readUnit(debug: DebugSections, header: UnitHeader): Unit | undefined {
  if (header.unitType === UnitType.type || header.unitType === UnitType.splitType) return undefined;
  const { point } = debug;
  point.moveTo(header.firstEntry, header.end);
  const code = point.remaining === 0 ? 0 : point.uleb();
  if (code === 0) return undefined;
  const { entry, table } = debug;
  const cursor = debug.cursor('.debug_abbrev');
  readAbbreviations(cursor, header.abbrevOffset, header.widths, table, code);
  debug.spendSteps(table.length, cursor);
  const row = table.rowOf(code);
  if (row < 0) {
    throw point.error('bad-value', `no abbreviation ${code} in this unit's table`, header.offset);
  }
  entry.read(point, table, row, header.widths);

  // Without a base, indices count from behind the header of the section's first table.
  const { version, offsetBytes } = header.widths;
  const afterHeader = offsetBytes === 8 ? 16 : 8;
  const addrBase = numberOf(entry.addrBase, version < 5 ? 0 : afterHeader);
  const base: AddressBase = { widths: header.widths, addrBase };
  const lowPc = addressOf(debug, base, entry.lowPc);
  // Written out: what is spread would get a shape of its own, which all that reads units is slow with.
  return {
    offset: header.offset,
    end: header.end,
    firstEntry: header.firstEntry,
    widths: header.widths,
    unitType: header.unitType,
    abbrevOffset: header.abbrevOffset,
    tag: table.tags[row]!,
    lowPc,
    highPc: highPcOf(debug, base, entry, lowPc),
    ranges: copied(entry.ranges),
    stmtList: numberOf(entry.stmtList, -1),
    compDir: copied(entry.compDir),
    name: copied(entry.name),
    language: numberOf(entry.language, 0),
    strOffsetsBase: numberOf(entry.strOffsetsBase, version < 5 ? 0 : afterHeader),
    addrBase,
    rnglistsBase: numberOf(entry.rnglistsBase, afterHeader + 4),
    dwoName: copied(entry.dwoName),
  };
}

function copied({ form, value }: FormValue): FormValue {
  return { form, value };
}

/** What it takes to look up an address by its index. */
export interface AddressBase {
  readonly widths: FormWidths;
  readonly addrBase: number;
}

/** The address that a value stands for, itself or as an index into `.debug_addr`. */
export function addressOf(
  debug: DebugSections,
  unit: AddressBase,
  { form, value }: FormValue,
): number | undefined {
  switch (form) {
    case 0:
      return undefined;
    case Form.addrx:
    case Form.addrx1:
    case Form.addrx2:
    case Form.addrx3:
    case Form.addrx4:
    case Form.gnuAddrIndex:
      return indexedAddress(debug, unit, value);
    default:
      return value;
  }
}

export function indexedAddress(debug: DebugSections, unit: AddressBase, index: number): number {
  const addresses = debug.cursor('.debug_addr');
  addresses.moveTo(unit.addrBase + index * unit.widths.addressBytes);
  return addresses.address(unit.widths.addressBytes);
}

/** `DW_AT_high_pc`: an address, or since version 4 a count of bytes from `low_pc` on. */
export function highPcOf(
  debug: DebugSections,
  unit: AddressBase,
  { highPc }: Entry,
  lowPc: number | undefined,
): number | undefined {
  if (lowPc === undefined || highPc.form === 0) return undefined;
  switch (highPc.form) {
    case Form.data1:
    case Form.data2:
    case Form.data4:
    case Form.data8:
    case Form.udata:
    case Form.sdata:
    case Form.implicitConst:
      return lowPc + highPc.value;
    default:
      return addressOf(debug, unit, highPc);
  }
}

function numberOf({ form, value }: FormValue, otherwise: number): number {
  return form === 0 ? otherwise : value;
}
