import { hex } from '../../base/hex';
import type { AbbreviationTable } from './AbbreviationTable';
import type { DwarfCursor } from './DwarfCursor';
import { Attribute, Form } from './dwarfConstants';
import { fixedFormBytes } from './formSizes';
import type { FormWidths } from './FormWidths';

/** More than any compiler writes for one unit; damage may ask for millions. */
const MOST_ABBREVIATIONS = 65_536;
const MOST_ATTRIBUTES = 349_525;
/** `DW_TAG_hi_user`, the largest of these numbers (DWARF 5, section 7.5). */
const MOST_NUMBER = 0xffff;

/** Reads the table at `offset` of `.debug_abbrev`, to its end or to the entry with the code `wanted`. */
export function readAbbreviations(
  cursor: DwarfCursor,
  offset: number,
  widths: FormWidths,
  into: AbbreviationTable,
  wanted?: number,
): void {
  into.clear();
  cursor.moveTo(offset);
  for (;;) {
    const code = cursor.uleb();
    if (code === 0) break;
    if (into.length >= MOST_ABBREVIATIONS) {
      throw cursor.error('too-large', 'too many kinds of entries for one unit', offset);
    }
    readAbbreviation(cursor, code, widths, into);
    if (code === wanted) break;
  }
}

function readAbbreviation(
  cursor: DwarfCursor,
  code: number,
  widths: FormWidths,
  into: AbbreviationTable,
): void {
  const tag = checked(cursor, cursor.uleb());
  const hasChildren = cursor.u8() !== 0;
  let fixedBytes = 0;
  let hasSibling = false;
  let siblingAt = -1;
  for (;;) {
    const attribute = checked(cursor, cursor.uleb());
    const form = checked(cursor, cursor.uleb());
    if (attribute === 0 && form === 0) break;
    if (into.attributeCount >= MOST_ATTRIBUTES) {
      throw cursor.error('too-large', 'too many attributes for one unit');
    }
    const bytes = fixedFormBytes(form, widths);
    into.addAttribute(attribute, form, form === Form.implicitConst ? cursor.sleb() : 0, bytes);
    if (attribute === Attribute.sibling) {
      hasSibling = true;
      if (form === Form.ref4) siblingAt = fixedBytes;
    }
    fixedBytes = bytes < 0 || fixedBytes < 0 ? -1 : fixedBytes + bytes;
  }
  into.addRow(code, { tag, hasChildren, fixedBytes, hasSibling, siblingAt });
}

function checked(cursor: DwarfCursor, number: number): number {
  if (number <= MOST_NUMBER) return number;
  throw cursor.error('bad-value', `a tag, attribute or form ${hex(number)}, which cannot be`);
}
