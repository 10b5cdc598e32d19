import type { DebugSections } from './DebugSections';
import type { Unit } from './Unit';
import type { UnitIndex } from './UnitIndex';

/** A copy of an inlined function leads to its abstract origin, that to a declaration, hardly ever further. */
const MOST_HOPS = 16;

export interface OriginsFrom {
  readonly debug: DebugSections;
  readonly units: UnitIndex;
  readonly unitAt: (offset: number) => Unit | undefined;
}

/**
 * Reads an entry of `.debug_info` into `debug.entry`, then those that `DW_AT_abstract_origin` and
 * `DW_AT_specification` lead to, which may stand in other units. `isEnough`: whether the entry just
 * read, of this unit, says what is looked for.
 */
export function visitOrigins(
  { debug, units, unitAt }: OriginsFrom,
  entryOffset: number,
  isEnough: (unit: Unit) => boolean,
): void {
  const { point, entry } = debug;
  for (let hop = 0, offset = entryOffset; hop < MOST_HOPS; hop++) {
    const unitOffset = units.unitOfEntry(offset);
    const unit = unitOffset === undefined ? undefined : unitAt(unitOffset);
    if (unit === undefined || offset < unit.firstEntry || offset >= unit.end) {
      throw point.error('bad-value', 'a function leads to an entry that is in no unit', offset);
    }
    const abbreviations = debug.abbreviationsOf(unit);
    point.moveTo(offset, unit.end);
    const row = abbreviations.rowOf(point.uleb());
    if (row < 0) {
      throw point.error('bad-value', 'a function leads to what is no entry', offset);
    }
    entry.read(point, abbreviations, row, unit.widths);
    if (isEnough(unit)) return;
    const { form, value } = entry.origin;
    // A negative one leads into another file.
    if (form === 0 || value < 0) return;
    offset = value;
  }
}
