import { grown } from '../../base/grown';

const FIRST_ROWS = 64;
const FIRST_ATTRIBUTES = 512;
/** Numbers an attribute takes in `attributes`. */
export const ATTRIBUTE_WORDS = 2;

/** The shape of an entry, beside its attributes. */
interface EntryShape {
  /** `DW_TAG_…`. */
  readonly tag: number;
  readonly hasChildren: boolean;
  readonly hasSibling: boolean;
  /** Bytes of the whole entry, or -1 where they differ from entry to entry. */
  readonly fixedBytes: number;
  /** Bytes from the first attribute to a `DW_AT_sibling` in four bytes; -1: it has none, or not at one place. */
  readonly siblingAt: number;
}

/**
 * The abbreviations of a unit, a row each and a column a field: the shapes of its entries. A kernel's
 * units have hundreds each, of which objects would fill the heap.
 */
export class AbbreviationTable {
  length = 0;
  attributeCount = 0;
  tags: Uint16Array;
  hasChildren: Uint8Array;
  hasSibling: Uint8Array;
  fixedBytes: Int32Array;
  siblingAt: Int32Array;
  /** `DW_AT_…` and `DW_FORM_…`. */
  attributes: Uint16Array;
  /** Of each attribute, the value of a `DW_FORM_implicit_const`. */
  constants: Float64Array;
  /** Of each attribute, the bytes of its value, or -1 where the value itself says. */
  sizes: Int8Array;
  /** Of each row, where its attributes end; they start where those of the row before end. */
  private ends: Uint32Array;
  /** Rows by code; undefined as long as the codes are 1, 2, 3 and so on, as compilers number them. */
  private rows: Map<number, number> | undefined;

  /** With room for a small unit's, or for as many as are known to come. */
  constructor(rows = FIRST_ROWS, attributes = FIRST_ATTRIBUTES) {
    this.tags = new Uint16Array(rows);
    this.hasChildren = new Uint8Array(rows);
    this.hasSibling = new Uint8Array(rows);
    this.fixedBytes = new Int32Array(rows);
    this.siblingAt = new Int32Array(rows);
    this.ends = new Uint32Array(rows);
    this.attributes = new Uint16Array(attributes * ATTRIBUTE_WORDS);
    this.constants = new Float64Array(attributes);
    this.sizes = new Int8Array(attributes);
  }

  /** Row of the entries with a code, or -1. */
  rowOf(code: number): number {
    if (this.rows !== undefined) return this.rows.get(code) ?? -1;
    return code > this.length ? -1 : code - 1;
  }

  /** Index of a row's first attribute. */
  startOf(row: number): number {
    return row === 0 ? 0 : this.ends[row - 1]!;
  }

  /** Index behind a row's last attribute. */
  endOf(row: number): number {
    return this.ends[row]!;
  }

  get bytes(): number {
    return this.tags.length * 16 + this.constants.length * 13 + (this.rows?.size ?? 0) * 40;
  }

  clear(): void {
    this.length = 0;
    this.attributeCount = 0;
    this.rows = undefined;
  }

  /** Adds an attribute of the row that is added next. */
  addAttribute(attribute: number, form: number, constant: number, bytes: number): void {
    const at = this.attributeCount++;
    if (at === this.constants.length) {
      this.attributes = grown(this.attributes, new Uint16Array(at * 2 * ATTRIBUTE_WORDS));
      this.constants = grown(this.constants, new Float64Array(at * 2));
      this.sizes = grown(this.sizes, new Int8Array(at * 2));
    }
    this.attributes[at * ATTRIBUTE_WORDS] = attribute;
    this.attributes[at * ATTRIBUTE_WORDS + 1] = form;
    this.constants[at] = constant;
    this.sizes[at] = bytes;
  }

  /** Adds the row of a code; its attributes are those that were added since the last row. */
  addRow(code: number, shape: EntryShape): void {
    const row = this.length++;
    if (row === this.tags.length) this.resize(row * 2);
    this.tags[row] = shape.tag;
    this.hasChildren[row] = Number(shape.hasChildren);
    this.hasSibling[row] = Number(shape.hasSibling);
    this.fixedBytes[row] = shape.fixedBytes;
    this.siblingAt[row] = shape.siblingAt;
    this.ends[row] = this.attributeCount;
    if (this.rows === undefined && code !== row + 1) {
      this.rows = new Map(Array.from({ length: row }, (_, before) => [before + 1, before]));
    }
    this.rows?.set(code, row);
  }

  /** The same table in no more memory than it needs. */
  trimmed(): AbbreviationTable {
    const { length, attributeCount } = this;
    const table = new AbbreviationTable(length, attributeCount);
    table.length = length;
    table.attributeCount = attributeCount;
    table.tags.set(this.tags.subarray(0, length));
    table.hasChildren.set(this.hasChildren.subarray(0, length));
    table.hasSibling.set(this.hasSibling.subarray(0, length));
    table.fixedBytes.set(this.fixedBytes.subarray(0, length));
    table.siblingAt.set(this.siblingAt.subarray(0, length));
    table.ends.set(this.ends.subarray(0, length));
    table.attributes.set(this.attributes.subarray(0, attributeCount * ATTRIBUTE_WORDS));
    table.constants.set(this.constants.subarray(0, attributeCount));
    table.sizes.set(this.sizes.subarray(0, attributeCount));
    table.rows = this.rows;
    return table;
  }

  private resize(rows: number): void {
    this.tags = grown(this.tags, new Uint16Array(rows));
    this.hasChildren = grown(this.hasChildren, new Uint8Array(rows));
    this.hasSibling = grown(this.hasSibling, new Uint8Array(rows));
    this.fixedBytes = grown(this.fixedBytes, new Int32Array(rows));
    this.siblingAt = grown(this.siblingAt, new Int32Array(rows));
    this.ends = grown(this.ends, new Uint32Array(rows));
  }
}
