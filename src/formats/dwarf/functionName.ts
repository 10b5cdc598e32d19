import type { DebugSections } from './DebugSections';
import { formText } from './formText';
import type { UnitIndex } from './UnitIndex';
import type { Unit } from './Unit';

/** A copy of an inlined function leads to its abstract origin, that to a declaration, hardly ever further. */
const MOST_HOPS = 16;

/**
 * Name of the function that an entry of `.debug_info` is of: the linkage name where one is recorded,
 * else the source's, found along `DW_AT_abstract_origin` and `DW_AT_specification`, which may lead
 * into other units. Undefined: it has none, or it stands in another file.
 */
export function functionName(
  from: {
    readonly debug: DebugSections;
    readonly units: UnitIndex;
    readonly unitAt: (offset: number) => Unit | undefined;
  },
  entryOffset: number,
): string | undefined {
  const { debug, units, unitAt } = from;
  const { point, entry } = debug;
  let sourceName: string | undefined;
  for (let hop = 0, offset = entryOffset; hop < MOST_HOPS; hop++) {
    const unitOffset = units.unitOfEntry(offset);
    const unit = unitOffset === undefined ? undefined : unitAt(unitOffset);
    if (unit === undefined || offset < unit.firstEntry || offset >= unit.end) {
      throw point.error('bad-value', 'a function leads to an entry that is in no unit', offset);
    }
    const abbreviations = debug.abbreviationsOf(unit);
    point.moveTo(offset, unit.end);
    const abbreviation = abbreviations.byCode.get(point.uleb());
    if (abbreviation === undefined) {
      throw point.error('bad-value', 'a function leads to what is no entry', offset);
    }
    entry.read(point, abbreviations, abbreviation, unit);
    const linkageName = formText(debug, unit, entry.linkageName, '.debug_info');
    if (linkageName !== undefined) return linkageName;
    sourceName ??= formText(debug, unit, entry.name, '.debug_info');
    const { form, value } = entry.origin;
    // A negative one leads into another file.
    if (form === 0 || value < 0) break;
    offset = value;
  }
  return sourceName;
}
