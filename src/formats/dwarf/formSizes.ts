import { hex } from '../../base/hex';
import type { DwarfCursor } from './DwarfCursor';
import { Form } from './dwarfConstants';
import type { FormWidths } from './FormWidths';

/** Bytes that a value in this form takes, or -1 where the value itself says. */
export function fixedFormBytes(form: number, widths: FormWidths): number {
  switch (form) {
    case Form.implicitConst:
    case Form.flagPresent:
      return 0;
    case Form.data1:
    case Form.ref1:
    case Form.flag:
    case Form.strx1:
    case Form.addrx1:
      return 1;
    case Form.data2:
    case Form.ref2:
    case Form.strx2:
    case Form.addrx2:
      return 2;
    case Form.strx3:
    case Form.addrx3:
      return 3;
    case Form.data4:
    case Form.ref4:
    case Form.refSup4:
    case Form.strx4:
    case Form.addrx4:
      return 4;
    case Form.data8:
    case Form.ref8:
    case Form.refSig8:
    case Form.refSup8:
      return 8;
    case Form.data16:
      return 16;
    case Form.addr:
      return widths.addressBytes;
    case Form.refAddr:
      // Version 2 gave references the width of an address.
      return widths.version === 2 ? widths.addressBytes : widths.offsetBytes;
    case Form.strp:
    case Form.lineStrp:
    case Form.strpSup:
    case Form.secOffset:
    case Form.gnuRefAlt:
    case Form.gnuStrpAlt:
      return widths.offsetBytes;
    default:
      return -1;
  }
}

/** Moves past a value. A form that is not known cannot be passed: nothing behind it can be read. */
export function skipForm(cursor: DwarfCursor, form: number, widths: FormWidths): void {
  const bytes = fixedFormBytes(form, widths);
  if (bytes >= 0) {
    cursor.skip(bytes);
    return;
  }
  switch (form) {
    case Form.sdata:
    case Form.udata:
    case Form.refUdata:
    case Form.strx:
    case Form.addrx:
    case Form.loclistx:
    case Form.rnglistx:
    case Form.gnuAddrIndex:
    case Form.gnuStrIndex:
      cursor.skipLeb();
      return;
    case Form.string:
      cursor.skipString();
      return;
    case Form.block1:
      cursor.skip(cursor.u8());
      return;
    case Form.block2:
      cursor.skip(cursor.u16());
      return;
    case Form.block4:
      cursor.skip(cursor.u32());
      return;
    case Form.block:
    case Form.exprloc:
      cursor.skip(cursor.uleb());
      return;
    case Form.indirect:
      skipForm(cursor, indirectForm(cursor), widths);
      return;
    default:
      throw cursor.error('unsupported', `a value in the unknown form ${hex(form)}`);
  }
}

/** The form that stands before the value. It may not be another of its kind, which could go on for ever. */
export function indirectForm(cursor: DwarfCursor): number {
  const form = cursor.uleb();
  if (form === Form.indirect || form === Form.implicitConst) {
    throw cursor.error('bad-value', 'an indirect form that is indirect again');
  }
  return form;
}
