import { lowerBound } from '../../base/bisect';
import { GrowableFloats } from '../../base/GrowableFloats';
import { FormatError } from '../FormatError';
import type { DebugSections } from './DebugSections';
import { Tag } from './dwarfConstants';
import { readRangeList } from './rangeLists';
import { readUnit } from './Unit';
import type { Unit } from './Unit';
import { readUnitHeader } from './UnitHeader';

/** A kernel has 4,000 units and 60,000 ranges, the largest programs ten times as many. */
const MOST_UNITS = 1_048_576;
const MOST_RANGES = 4_194_304;
/** Ranges and kinds of entries that are read for it; a kernel takes 100,000. */
const MOST_STEPS = 1 << 26;

/** What of the debug information cannot be used. */
export interface UnitTroubles {
  /** Units whose first entry is unreadable, and why the first of them is. */
  damaged: number;
  firstDamage: FormatError | undefined;
  /** Units of a version of DWARF other than 2 to 5. */
  unknownVersion: number;
  /** Units that are mere pointers to `.dwo` files (-gsplit-dwarf). */
  split: number;
}

/** Which unit is at an address, and which has an offset of `.debug_info`. */
export class UnitIndex {
  /** Where units start in `.debug_info`, ascending. */
  readonly offsets: Float64Array;

  constructor(
    offsets: Float64Array,
    private readonly ranges: RangeColumns,
    readonly troubles: UnitTroubles,
  ) {
    this.offsets = offsets;
  }

  /** Offsets of the units whose code has this address, the one with the nearest start first. */
  at(address: number): number[] {
    const { lows, highs, furthestHighs, units } = this.ranges;
    const found: number[] = [];
    let row = lowerBound(lows, address + 1) - 1;
    for (; row >= 0 && furthestHighs[row]! > address; row--) {
      if (highs[row]! > address && !found.includes(units[row]!)) found.push(units[row]!);
    }
    return found;
  }

  /** Start of the unit that an entry is in; undefined: before the first. */
  unitOfEntry(entryOffset: number): number | undefined {
    return this.offsets[lowerBound(this.offsets, entryOffset + 1) - 1];
  }
}

/** Ranges of code sorted by their start. */
interface RangeColumns {
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** The largest end in this row and all before it: how far back a range that holds an address may be. */
  readonly furthestHighs: Float64Array;
  /** Offset of the unit. */
  readonly units: Float64Array;
}

/**
 * Reads the header and the first entry of every unit, and pauses after each. `.debug_aranges` is not
 * asked: compilers may leave it out or incomplete, which only this walk would tell.
 */
export function* buildUnitIndex(debug: DebugSections): Generator<undefined, UnitIndex> {
  debug.allowSteps(MOST_STEPS);
  const offsets = new GrowableFloats();
  const ranges = {
    lows: new GrowableFloats(),
    highs: new GrowableFloats(),
    units: new GrowableFloats(),
  };
  const troubles: UnitTroubles = {
    damaged: 0,
    firstDamage: undefined,
    unknownVersion: 0,
    split: 0,
  };
  const noteDamage = (error: unknown): void => {
    if (!(error instanceof FormatError)) throw error;
    troubles.damaged++;
    troubles.firstDamage ??= error;
  };
  for (let offset = 0; offset < debug.point.size && offsets.length < MOST_UNITS;) {
    const end = tryTo(() => addUnit(offset), noteDamage);
    // Without its length, nothing tells where the next unit starts.
    if (end === undefined) break;
    offset = end;
    yield;
  }
  return new UnitIndex(offsets.view, sorted(ranges), troubles);

  function addUnit(offset: number): number {
    const header = readUnitHeader(debug.point, offset);
    if (header.unitType === 0) {
      troubles.unknownVersion++;
      return header.end;
    }
    offsets.push(offset);
    tryTo(() => {
      const unit = readUnit(debug, header);
      if (unit === undefined) return;
      if (unit.dwoName.form !== 0 || unit.tag === Tag.skeletonUnit) troubles.split++;
      visitRanges(debug, unit, (low, high) => {
        if (ranges.lows.length >= MOST_RANGES) {
          throw debug.point.error('too-large', `more than ${MOST_RANGES} ranges of code`, offset);
        }
        ranges.lows.push(low);
        ranges.highs.push(high);
        ranges.units.push(offset);
      });
    }, noteDamage);
    return header.end;
  }
}

function visitRanges(
  debug: DebugSections,
  unit: Unit,
  take: (low: number, high: number) => void,
): void {
  const { lowPc, highPc } = unit;
  if (unit.ranges.form !== 0) readRangeList(debug, unit, unit.ranges, take);
  else if (lowPc !== undefined && highPc !== undefined && lowPc < highPc) take(lowPc, highPc);
}

function sorted(ranges: Record<'lows' | 'highs' | 'units', GrowableFloats>): RangeColumns {
  const lows = ranges.lows.view;
  const order = Uint32Array.from(lows, (_, row) => row).sort((a, b) => lows[a]! - lows[b]!);
  const inOrder = (column: GrowableFloats): Float64Array =>
    Float64Array.from(order, (row) => column.view[row]!);
  const highs = inOrder(ranges.highs);
  let furthest = -Infinity;
  return {
    lows: inOrder(ranges.lows),
    highs,
    furthestHighs: highs.map((high) => (furthest = Math.max(furthest, high))),
    units: inOrder(ranges.units),
  };
}

function tryTo<T>(read: () => T, failed: (error: unknown) => void): T | undefined {
  try {
    return read();
  } catch (error) {
    failed(error);
    return undefined;
  }
}
