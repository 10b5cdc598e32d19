import type { DebugSections } from './DebugSections';
import { Entry } from './Entry';
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
  const { point } = debug;
  const entry = new Entry();
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
    const { origin } = entry;
    const next = origin.form === 0 ? -1 : origin.value;
    const { name, linkageName } = { name: { ...entry.name }, linkageName: entry.linkageName };
    const linked = formText(debug, unit, { ...linkageName }, '.debug_info');
    if (linked !== undefined) return linked;
    sourceName ??= formText(debug, unit, name, '.debug_info');
    if (next < 0) return sourceName;
    offset = next;
  }
  return sourceName;
}
