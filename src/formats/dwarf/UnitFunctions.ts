import { grown } from '../../base/grown';
import { hex } from '../../base/hex';
import type { AbbreviationTable } from './AbbreviationTable';
import type { DebugSections } from './DebugSections';
import type { DwarfCursor } from './DwarfCursor';
import { Tag } from './dwarfConstants';
import { skipAttribute } from './Entry';
import type { Entry } from './Entry';
import { FunctionTree, NO_PARENT } from './FunctionTree';
import type { CallSite } from './FunctionTree';
import { readRangeList } from './rangeLists';
import { addressOf, highPcOf } from './Unit';
import type { Unit } from './Unit';
import { UnreadChildren } from './UnreadChildren';

/** `DW_LANG_C89`, `_C`, `_C99`, `_C11`, `_C17`. */
const cLanguages: ReadonlySet<number> = new Set([0x01, 0x02, 0x0c, 0x1d, 0x2c]);
/** Deeper nesting than any source's. */
const MOST_DEPTH = 1024;
const FIRST_DEPTH = 16;

/**
 * The functions of one unit that have code. Those that stand in no other are read at once, what was
 * inlined into one only when an address of it is asked for: the largest units of a kernel have
 * thousands of these. Entries whose subtree can hold none are passed by their `DW_AT_sibling`.
 */
export class UnitFunctions {
  private readonly tree = new FunctionTree();
  private readonly unread = new UnreadChildren();
  /** Of functions without code of their own. */
  private readonly unreadWithoutCode = new UnreadChildren();
  /** Why children cannot be read, by where they begin: half of them would be taken for all. */
  private readonly damage = new Map<number, unknown>();
  private readonly scan: DwarfCursor;
  private readonly entry: Entry;

  /** Throws a `FormatError` where the unit is damaged. */
  constructor(
    private readonly debug: DebugSections,
    private readonly unit: Unit,
  ) {
    this.scan = debug.scan;
    this.entry = debug.entry;
    this.walk(unit.firstEntry, unit.end, NO_PARENT, 0);
  }

  get bytes(): number {
    return this.tree.bytes + this.unread.bytes + this.unreadWithoutCode.bytes;
  }

  /** Rows of the functions that the code at an address is of, the innermost first. Throws as the constructor does. */
  chainAt(address: number): number[] {
    const outermost = this.tree.outermostAt(address);
    for (const row of outermost) this.readChildren(this.unread, this.unread.indexOf(row));
    // A function within a function has code of its own, elsewhere.
    if (outermost.length === 0) this.readAllChildren();
    return this.tree.chainAt(address);
  }

  /** Offset of a function's entry in `.debug_info`. */
  entryOf(row: number): number {
    return this.tree.entryOf(row);
  }

  callOf(row: number): CallSite {
    return this.tree.callOf(row);
  }

  private readAllChildren(): void {
    for (const unread of [this.unreadWithoutCode, this.unread]) {
      for (let index = unread.length - 1; index >= 0; index--) this.readChildren(unread, index);
    }
  }

  private readChildren(unread: UnreadChildren, index: number): void {
    if (index < 0 || unread.isRead(index)) return;
    const { from, to, row } = unread.at(index);
    if (this.damage.has(from)) throw this.damage.get(from);
    try {
      this.walk(from, to, row, 1);
      unread.markRead(index);
    } catch (error) {
      this.damage.set(from, error);
      throw error;
    }
  }

  /** `atDepth`: 0 for the unit itself, 1 for children of a function, which are read to their end. */
  private walk(from: number, to: number, row: number, atDepth: 0 | 1): void {
    const { scan, entry, unit } = this;
    // Not kept, as those of all units would be more than their functions.
    const abbreviations = this.debug.abbreviationsOf(unit);
    /** For each open entry: the row of the function around its children. */
    let functionAt = new Int32Array(FIRST_DEPTH);
    let depth: number = atDepth;
    functionAt[depth] = row;
    scan.moveTo(from, to);
    while (scan.remaining > 0) {
      const start = scan.position;
      const code = scan.uleb();
      if (code === 0) {
        // The end of the outermost children, or padding behind it.
        if (depth <= 1) break;
        depth--;
        continue;
      }
      const shape = abbreviations.rowOf(code);
      if (shape < 0) {
        throw scan.error('bad-value', `no abbreviation ${code} in this unit's table`, start);
      }
      let around = functionAt[depth]!;
      const tag = abbreviations.tags[shape]!;
      if (tag === Tag.subprogram || tag === Tag.inlinedSubroutine) {
        entry.read(scan, abbreviations, shape, unit.widths);
        const own = this.addFunction(start, tag, around);
        if (atDepth === 0 && tag === Tag.subprogram && this.putOff(abbreviations, shape, own, to))
          continue;
        around = own === NO_PARENT ? around : own;
      } else if (!this.pass(abbreviations, shape, to)) {
        continue;
      }
      if (abbreviations.hasChildren[shape] === 0) continue;
      if (++depth === MOST_DEPTH) {
        throw scan.error('too-large', `entries nested deeper than ${MOST_DEPTH}`, start);
      }
      if (depth === functionAt.length) functionAt = grown(functionAt, new Int32Array(depth * 2));
      functionAt[depth] = around;
    }
  }

  /** Leaves a function's children for later, where its entry says where they end. In C they have no code elsewhere. */
  private putOff(
    abbreviations: AbbreviationTable,
    shape: number,
    row: number,
    end: number,
  ): boolean {
    const { scan, entry, unit } = this;
    if (!canBePassed(abbreviations, shape) || !cLanguages.has(unit.language)) return false;
    const [from, to] = [scan.position, entry.sibling.value];
    this.moveToSibling(to, end);
    (row === NO_PARENT ? this.unreadWithoutCode : this.unread).push(row, from, to);
    return true;
  }

  /** Moves past an entry without functions of its own. Returns whether its children are next. */
  private pass(abbreviations: AbbreviationTable, shape: number, end: number): boolean {
    const { scan, unit, entry } = this;
    if (
      canBePassed(abbreviations, shape) &&
      holdsNoCode(abbreviations.tags[shape]!, unit.language)
    ) {
      const siblingAt = abbreviations.siblingAt[shape]!;
      if (siblingAt >= 0) {
        scan.skip(siblingAt);
        this.moveToSibling(unit.offset + scan.u32(), end);
        return false;
      }
      entry.read(scan, abbreviations, shape, unit.widths);
      this.moveToSibling(entry.sibling.value, end);
      return false;
    }
    const fixedBytes = abbreviations.fixedBytes[shape]!;
    if (fixedBytes >= 0) {
      scan.skip(fixedBytes);
      return true;
    }
    const attributesEnd = abbreviations.endOf(shape);
    for (let at = abbreviations.startOf(shape); at < attributesEnd; at++) {
      skipAttribute(scan, abbreviations, at, unit.widths);
    }
    return true;
  }

  private moveToSibling(sibling: number, end: number): void {
    const { scan } = this;
    if (sibling <= scan.position || sibling > end) {
      throw scan.error('bad-value', `a sibling at ${hex(sibling)}, outside of its unit`);
    }
    scan.moveTo(sibling, end);
  }

  /** Returns the function's row; `NO_PARENT`: it has no code. */
  private addFunction(start: number, tag: number, around: number): number {
    const { debug, unit, entry, tree } = this;
    const { ranges } = entry;
    if (ranges.form === 0) {
      const lowPc = addressOf(debug, unit, entry.lowPc);
      const highPc = highPcOf(debug, unit, entry, lowPc);
      if (lowPc === undefined || highPc === undefined || lowPc >= highPc) return NO_PARENT;
      const row = this.addRow(start, tag, around);
      tree.pushRange(row, lowPc, highPc);
      return row;
    }
    const row = this.addRow(start, tag, around);
    readRangeList(debug, unit, ranges, (low, high) => tree.pushRange(row, low, high));
    return row;
  }

  private addRow(start: number, tag: number, around: number): number {
    const { callFile, callLine, callColumn } = this.entry;
    // A function within a function is no part of its code.
    const parent = tag === Tag.inlinedSubroutine ? around : NO_PARENT;
    return this.tree.push(start, parent, {
      file: callFile.form === 0 ? 0 : callFile.value,
      line: callLine.form === 0 ? 0 : callLine.value,
      column: callColumn.form === 0 ? 0 : callColumn.value,
    });
  }
}

function canBePassed({ hasChildren, hasSibling }: AbbreviationTable, shape: number): boolean {
  return hasChildren[shape] === 1 && hasSibling[shape] === 1;
}

function holdsNoCode(tag: number, language: number): boolean {
  switch (tag) {
    case Tag.arrayType:
    case Tag.enumerationType:
    case Tag.subroutineType:
    case Tag.callSite:
    case Tag.gnuCallSite:
      return true;
    case Tag.structureType:
    case Tag.unionType:
      // In C they have members only, which are most of a kernel's entries.
      return cLanguages.has(language);
    default:
      return false;
  }
}
