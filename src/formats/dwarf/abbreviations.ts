import type { DwarfCursor } from './DwarfCursor';
import { Attribute, Form } from './dwarfConstants';
import { fixedFormBytes } from './formSizes';
import type { FormWidths } from './FormWidths';

/** More than any compiler writes for one unit; damage may ask for millions. */
const MOST_ABBREVIATIONS = 65_536;
const MOST_ATTRIBUTES = 1_048_576;
/** Numbers an attribute takes in `Abbreviations.attributes`. */
export const ATTRIBUTE_WORDS = 3;

/** The shape of an entry: its tag, and what stands in it in which form. */
export interface Abbreviation {
  readonly tag: number;
  readonly hasChildren: boolean;
  /** Where its attributes start and end in `Abbreviations.attributes`. */
  readonly start: number;
  readonly end: number;
  /** Bytes of the whole entry, or -1 where they differ from entry to entry. */
  readonly fixedBytes: number;
  readonly hasSibling: boolean;
  /** Bytes from the first attribute to a `DW_AT_sibling` in four bytes; -1: it has none, or not at one place. */
  readonly siblingAt: number;
}

/** The abbreviations of a unit. */
export interface Abbreviations {
  readonly byCode: ReadonlyMap<number, Abbreviation>;
  /** `DW_AT_…`, `DW_FORM_…` and the value of a `DW_FORM_implicit_const`, for each attribute of each. */
  readonly attributes: readonly number[];
}

/** The table at `offset` of `.debug_abbrev`, to its end or to the entry with the code `wanted`. */
export function readAbbreviations(
  cursor: DwarfCursor,
  offset: number,
  widths: FormWidths,
  wanted?: number,
): Abbreviations {
  const byCode = new Map<number, Abbreviation>();
  const attributes: number[] = [];
  cursor.moveTo(offset);
  for (;;) {
    const code = cursor.uleb();
    if (code === 0) break;
    if (byCode.size >= MOST_ABBREVIATIONS || attributes.length > MOST_ATTRIBUTES) {
      throw cursor.error('too-large', 'too many kinds of entries for one unit', offset);
    }
    byCode.set(code, readAbbreviation(cursor, attributes, widths));
    if (code === wanted) break;
  }
  return { byCode, attributes };
}

function readAbbreviation(
  cursor: DwarfCursor,
  attributes: number[],
  widths: FormWidths,
): Abbreviation {
  const tag = cursor.uleb();
  const hasChildren = cursor.u8() !== 0;
  const start = attributes.length;
  let fixedBytes = 0;
  let hasSibling = false;
  let siblingAt = -1;
  for (;;) {
    const attribute = cursor.uleb();
    const form = cursor.uleb();
    if (attribute === 0 && form === 0) break;
    if (attributes.length > MOST_ATTRIBUTES) {
      throw cursor.error('too-large', 'too many attributes for one unit');
    }
    attributes.push(attribute, form, form === Form.implicitConst ? cursor.sleb() : 0);
    const bytes = fixedFormBytes(form, widths);
    if (attribute === Attribute.sibling) {
      hasSibling = true;
      if (form === Form.ref4) siblingAt = fixedBytes;
    }
    fixedBytes = bytes < 0 || fixedBytes < 0 ? -1 : fixedBytes + bytes;
  }
  const end = attributes.length;
  return { tag, hasChildren, start, end, fixedBytes, hasSibling, siblingAt };
}
