import { hex } from '../../base/hex';
import { ATTRIBUTE_WORDS } from './abbreviations';
import type { Abbreviation, Abbreviations } from './abbreviations';
import type { DebugSections } from './DebugSections';
import { Tag } from './dwarfConstants';
import { Entry } from './Entry';
import { skipForm } from './formSizes';
import { FunctionTree, NO_PARENT } from './FunctionTree';
import { readRangeList } from './rangeLists';
import { addressOf, highPcOf } from './Unit';
import type { Unit } from './Unit';

/** `DW_LANG_C89`, `_C`, `_C99`, `_C11`, `_C17`. */
const cLanguages: ReadonlySet<number> = new Set([0x01, 0x02, 0x0c, 0x1d, 0x2c]);
/** Deeper nesting than any source's. */
const MOST_DEPTH = 1024;

/**
 * Walks the entries of a unit and keeps its functions with code. Entries whose subtree can hold none
 * are passed by their `DW_AT_sibling`.
 */
export function readFunctions(debug: DebugSections, unit: Unit): FunctionTree {
  const { scan } = debug;
  const abbreviations = debug.abbreviationsOf(unit);
  const tree = new FunctionTree();
  const entry = new Entry();
  /** For each open entry: the row of the function around its children. */
  const functionAt = new Int32Array(MOST_DEPTH);
  let depth = 0;
  functionAt[0] = NO_PARENT;

  scan.moveTo(unit.firstEntry, unit.end);
  while (scan.remaining > 0) {
    const start = scan.position;
    const code = scan.uleb();
    if (code === 0) {
      // The end of the unit's own children, or padding behind it.
      if (depth <= 1) break;
      depth--;
      continue;
    }
    const abbreviation = abbreviations.byCode.get(code);
    if (abbreviation === undefined) {
      throw scan.error('bad-value', `no abbreviation ${code} in this unit's table`, start);
    }
    let around = functionAt[depth]!;
    if (abbreviation.tag === Tag.subprogram || abbreviation.tag === Tag.inlinedSubroutine) {
      entry.read(scan, abbreviations, abbreviation, unit);
      around = addFunction({ debug, unit, entry, tree }, start, abbreviation, around);
    } else if (!pass({ debug, unit, entry, abbreviations }, abbreviation)) {
      continue;
    }
    if (!abbreviation.hasChildren) continue;
    if (++depth === MOST_DEPTH) {
      throw scan.error('too-large', `entries nested deeper than ${MOST_DEPTH}`, start);
    }
    functionAt[depth] = around;
  }
  return tree;
}

/** Moves past an entry without functions of its own. Returns whether its children are next. */
function pass(
  from: {
    readonly debug: DebugSections;
    readonly unit: Unit;
    readonly entry: Entry;
    readonly abbreviations: Abbreviations;
  },
  abbreviation: Abbreviation,
): boolean {
  const { unit, entry, abbreviations } = from;
  const { scan } = from.debug;
  if (
    abbreviation.hasChildren &&
    abbreviation.hasSibling &&
    holdsNoCode(abbreviation.tag, unit.language)
  ) {
    entry.read(scan, abbreviations, abbreviation, unit);
    const { value } = entry.sibling;
    if (value <= scan.position || value > unit.end) {
      throw scan.error('bad-value', `a sibling at ${hex(value)}, outside of its unit`);
    }
    scan.moveTo(value, unit.end);
    return false;
  }
  if (abbreviation.fixedBytes >= 0) {
    scan.skip(abbreviation.fixedBytes);
    return true;
  }
  const { attributes } = abbreviations;
  for (let at = abbreviation.start; at < abbreviation.end; at += ATTRIBUTE_WORDS) {
    skipForm(scan, attributes[at + 1]!, unit);
  }
  return true;
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

/** Returns the row that the entry's children are in: its own, or where it has no code, the outer one. */
function addFunction(
  from: {
    readonly debug: DebugSections;
    readonly unit: Unit;
    readonly entry: Entry;
    readonly tree: FunctionTree;
  },
  start: number,
  { tag }: Abbreviation,
  around: number,
): number {
  const { debug, unit, entry, tree } = from;
  const { callFile, callLine, callColumn, ranges } = entry;
  // A function within a function is no part of its code.
  const parent = tag === Tag.inlinedSubroutine ? around : NO_PARENT;
  if (ranges.form === 0) {
    const lowPc = addressOf(debug, unit, entry.lowPc);
    const highPc = highPcOf(debug, unit, entry, lowPc);
    if (lowPc === undefined || highPc === undefined || lowPc >= highPc) return around;
    const row = addRow();
    tree.pushRange(row, lowPc, highPc);
    return row;
  }
  const row = addRow();
  readRangeList(debug, unit, ranges, (low, high) => tree.pushRange(row, low, high));
  return row;

  function addRow(): number {
    return tree.push(start, parent, {
      file: callFile.form === 0 ? 0 : callFile.value,
      line: callLine.form === 0 ? 0 : callLine.value,
      column: callColumn.form === 0 ? 0 : callColumn.value,
    });
  }
}
