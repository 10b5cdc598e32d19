import { ATTRIBUTE_WORDS } from './AbbreviationTable';
import type { AbbreviationTable } from './AbbreviationTable';
import type { DwarfCursor } from './DwarfCursor';
import { Attribute, Form } from './dwarfConstants';
import { indirectForm, skipForm } from './formSizes';
import type { FormWidths } from './FormWidths';

/** A value as it stands in an entry: what its number means depends on the form. */
export interface FormValue {
  /** `DW_FORM_…`; 0: the entry has no such attribute. */
  form: number;
  /**
   * A constant, an address, an index, an offset in the section that the form names; a reference as
   * offset in `.debug_info`; of a `DW_FORM_string`, where its text starts there.
   */
  value: number;
}

/**
 * The attributes of one entry that say where code is and what it is called. One object is read into
 * over and over: a unit has a hundred thousand entries.
 */
export class Entry {
  readonly name = absent();
  readonly linkageName = absent();
  readonly lowPc = absent();
  readonly highPc = absent();
  readonly ranges = absent();
  /** `DW_AT_abstract_origin` or `DW_AT_specification`: the entry that says the rest. */
  readonly origin = absent();
  readonly sibling = absent();
  readonly declFile = absent();
  readonly declLine = absent();
  readonly callFile = absent();
  readonly callLine = absent();
  readonly callColumn = absent();
  readonly stmtList = absent();
  readonly compDir = absent();
  readonly language = absent();
  readonly strOffsetsBase = absent();
  readonly addrBase = absent();
  readonly rnglistsBase = absent();
  readonly dwoName = absent();

  private readonly all: readonly FormValue[] = Object.values(this).filter(isFormValue);
  /** By the standard's attributes. A table, since what a switch has not met yet it is slow to meet. */
  private readonly fields: readonly (FormValue | undefined)[] = this.standardFields();

  /** The attributes of the entry whose code was just read; `row`: the code's. */
  read(
    cursor: DwarfCursor,
    abbreviations: AbbreviationTable,
    row: number,
    widths: FormWidths,
  ): void {
    const { attributes, constants } = abbreviations;
    const end = abbreviations.endOf(row);
    for (const field of this.all) field.form = 0;
    for (let at = abbreviations.startOf(row); at < end; at++) {
      const field = this.fieldOf(attributes[at * ATTRIBUTE_WORDS]!);
      const form = attributes[at * ATTRIBUTE_WORDS + 1]!;
      if (field === undefined) skipAttribute(cursor, abbreviations, at, widths);
      else if (form !== Form.implicitConst) readFormValue(cursor, form, widths, field);
      else {
        field.form = form;
        field.value = constants[at]!;
      }
    }
  }

  private standardFields(): readonly (FormValue | undefined)[] {
    const fields = new Map<number, FormValue>([
      [Attribute.name, this.name],
      [Attribute.linkageName, this.linkageName],
      [Attribute.lowPc, this.lowPc],
      [Attribute.highPc, this.highPc],
      [Attribute.ranges, this.ranges],
      [Attribute.abstractOrigin, this.origin],
      [Attribute.specification, this.origin],
      [Attribute.sibling, this.sibling],
      [Attribute.declFile, this.declFile],
      [Attribute.declLine, this.declLine],
      [Attribute.callFile, this.callFile],
      [Attribute.callLine, this.callLine],
      [Attribute.callColumn, this.callColumn],
      [Attribute.stmtList, this.stmtList],
      [Attribute.compDir, this.compDir],
      [Attribute.language, this.language],
      [Attribute.strOffsetsBase, this.strOffsetsBase],
      [Attribute.addrBase, this.addrBase],
      [Attribute.rnglistsBase, this.rnglistsBase],
      [Attribute.dwoName, this.dwoName],
    ]);
    const count = Math.max(...fields.keys()) + 1;
    return Array.from({ length: count }, (_, attribute) => fields.get(attribute));
  }

  private fieldOf(attribute: number): FormValue | undefined {
    if (attribute < this.fields.length) return this.fields[attribute];
    switch (attribute) {
      case Attribute.mipsLinkageName:
        return this.linkageName;
      case Attribute.gnuAddrBase:
        return this.addrBase;
      case Attribute.gnuDwoName:
        return this.dwoName;
      default:
        return undefined;
    }
  }
}

/** Moves past the value of an attribute; `at`: its index in the table. */
export function skipAttribute(
  cursor: DwarfCursor,
  { attributes, sizes }: AbbreviationTable,
  at: number,
  widths: FormWidths,
): void {
  const bytes = sizes[at]!;
  if (bytes >= 0) cursor.skip(bytes);
  else skipForm(cursor, attributes[at * ATTRIBUTE_WORDS + 1]!, widths);
}

/** Reads one value into `into`, and moves past it. */
export function readFormValue(
  cursor: DwarfCursor,
  statedForm: number,
  widths: FormWidths,
  into: FormValue,
): void {
  const form = statedForm === Form.indirect ? indirectForm(cursor) : statedForm;
  into.form = form;
  switch (form) {
    case Form.flagPresent:
      into.value = 1;
      return;
    case Form.addr:
      into.value = cursor.address(widths.addressBytes);
      return;
    case Form.data1:
    case Form.flag:
    case Form.strx1:
    case Form.addrx1:
      into.value = cursor.u8();
      return;
    case Form.data2:
    case Form.strx2:
    case Form.addrx2:
      into.value = cursor.u16();
      return;
    case Form.strx3:
    case Form.addrx3:
      into.value = cursor.u24();
      return;
    case Form.data4:
    case Form.strx4:
    case Form.addrx4:
      into.value = cursor.u32();
      return;
    case Form.data8:
      into.value = cursor.u64();
      return;
    case Form.sdata:
      into.value = cursor.sleb();
      return;
    case Form.udata:
    case Form.strx:
    case Form.addrx:
    case Form.rnglistx:
    case Form.gnuAddrIndex:
    case Form.gnuStrIndex:
      into.value = cursor.uleb();
      return;
    case Form.strp:
    case Form.lineStrp:
    case Form.secOffset:
      into.value = cursor.offset(widths.offsetBytes);
      return;
    case Form.string:
      into.value = cursor.position;
      cursor.skipString();
      return;
    case Form.ref1:
      into.value = widths.unitOffset + cursor.u8();
      return;
    case Form.ref2:
      into.value = widths.unitOffset + cursor.u16();
      return;
    case Form.ref4:
      into.value = widths.unitOffset + cursor.u32();
      return;
    case Form.ref8:
      into.value = widths.unitOffset + cursor.u64();
      return;
    case Form.refUdata:
      into.value = widths.unitOffset + cursor.uleb();
      return;
    case Form.refAddr:
      into.value = cursor.offset(widths.version === 2 ? widths.addressBytes : widths.offsetBytes);
      return;
    case Form.gnuRefAlt:
    case Form.gnuStrpAlt:
    case Form.refSup4:
    case Form.refSup8:
    case Form.strpSup:
      // Stands in another file.
      into.value = -1;
      skipForm(cursor, form, widths);
      return;
    default:
      // Of no use here (an expression, a reference to a type), or an error.
      into.form = 0;
      skipForm(cursor, form, widths);
  }
}

function absent(): FormValue {
  return { form: 0, value: 0 };
}

function isFormValue(field: unknown): field is FormValue {
  return typeof field === 'object' && field !== null && 'form' in field;
}
