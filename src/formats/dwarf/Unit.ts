import { readAbbreviations } from './readAbbreviations';
import type { DebugSections } from './DebugSections';
import type { Entry, FormValue } from './Entry';
import { Form, UnitType } from './dwarfConstants';
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
  readAbbreviations(cursor, header.abbrevOffset, header, table, code);
  debug.spendSteps(table.length, cursor);
  const row = table.rowOf(code);
  if (row < 0) {
    throw point.error('bad-value', `no abbreviation ${code} in this unit's table`, header.offset);
  }
  entry.read(point, table, row, header);

  // Without a base, indices count from behind the header of the section's first table.
  const afterHeader = header.offsetBytes === 8 ? 16 : 8;
  const bases = {
    strOffsetsBase: numberOf(entry.strOffsetsBase, header.version < 5 ? 0 : afterHeader),
    addrBase: numberOf(entry.addrBase, header.version < 5 ? 0 : afterHeader),
    rnglistsBase: numberOf(entry.rnglistsBase, afterHeader + 4),
  };
  const lowPc = addressOf(debug, { ...header, ...bases }, entry.lowPc);
  return {
    ...header,
    ...bases,
    tag: table.tags[row]!,
    lowPc,
    highPc: highPcOf(debug, { ...header, ...bases }, entry, lowPc),
    ranges: { ...entry.ranges },
    stmtList: numberOf(entry.stmtList, -1),
    compDir: { ...entry.compDir },
    name: { ...entry.name },
    language: numberOf(entry.language, 0),
    dwoName: { ...entry.dwoName },
  };
}

/** What it takes to look up an address by its index. */
export interface AddressBase {
  readonly addressBytes: number;
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
  addresses.moveTo(unit.addrBase + index * unit.addressBytes);
  return addresses.address(unit.addressBytes);
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
