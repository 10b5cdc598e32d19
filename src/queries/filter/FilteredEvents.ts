import { lowerBound } from '../../base/bisect';
import type { EventBlock } from '../../events/EventTable';
import { firstBlockAt } from '../../events/firstBlockAt';
import { compileFilter } from './compileFilter';
import type { FilterContext } from './FilterContext';
import type { FilterExpression } from './FilterExpression';
import type { RowTest } from './RowTest';

/** A stretch in columns of equal length. */
export interface CountedWindow {
  readonly fromNs: number;
  readonly columnNs: number;
  readonly columns: number;
}

/**
 * The events that match a filter, as a list with positions, without a byte per match: only how many
 * matches each block has is kept, and a block is scanned again when its rows are asked for.
 *
 * The table may grow meanwhile (blocks are added to the same array); `advance()` takes in what is new.
 */
export class FilteredEvents {
  private readonly blocks: readonly EventBlock[];
  /** Undefined: every event matches, nothing is scanned. */
  private readonly test: RowTest | undefined;
  /** By block: matches in it and in all before it. */
  private readonly ends: number[] = [];

  /** Throws FilterError when the filter asks for what the trace does not have. */
  constructor(expression: FilterExpression, context: FilterContext) {
    this.blocks = context.table.blocks;
    this.test = expression.terms.length === 0 ? undefined : compileFilter(expression, context);
  }

  /** Matches counted so far. */
  get total(): number {
    if (this.test !== undefined) return this.ends.at(-1) ?? 0;
    const last = this.blocks.at(-1);
    return last === undefined ? 0 : last.firstRow + last.length;
  }

  /** Counts about `maxRows` rows more, at least a block; false when all that is loaded is counted. */
  advance(maxRows: number): boolean {
    const { test, blocks, ends } = this;
    if (test === undefined) return false;
    for (let left = maxRows; ends.length < blocks.length;) {
      const block = blocks[ends.length]!;
      ends.push(this.total + matchesBefore(block, block.length, test));
      left -= block.length;
      if (left <= 0) break;
    }
    return ends.length < blocks.length;
  }

  /** Rows (in the whole trace) of the matches from `position` on; fewer than `count` at the end. */
  rowsAt(position: number, count: number): Float64Array {
    const first = Math.max(0, position);
    const rows = new Float64Array(Math.max(0, Math.min(count, this.total - first)));
    const { test, blocks, ends } = this;
    if (test === undefined) return rows.map((_, index) => first + index);

    let found = 0;
    for (let index = lowerBound(ends, first + 1); index < ends.length; index++) {
      const before = ends[index - 1] ?? 0;
      if (found === rows.length) break;
      if (ends[index] === before) continue;
      const block = blocks[index]!;
      let skip = Math.max(0, first - before);
      for (let at = 0; at < block.length && found < rows.length; at++) {
        if (test(block, at) && --skip < 0) rows[found++] = block.firstRow + at;
      }
    }
    // What the context knows may have changed since the rows were counted (a thread became a vCPU).
    return rows.slice(0, found);
  }

  /**
   * Counts the counted matches of a stretch in columns of equal length, and pauses about every
   * `rowsAStep` rows.
   */
  *columnCounts(window: CountedWindow, rowsAStep: number): Generator<undefined, Uint32Array> {
    const { fromNs, columnNs, columns } = window;
    const counts = new Uint32Array(columns);
    const { test, blocks, ends } = this;
    const toNs = fromNs + columns * columnNs;
    let left = rowsAStep;
    for (let index = firstBlockAt(blocks, fromNs); index < blocks.length; index++) {
      const { time, length } = blocks[index]!;
      if (time[0]! >= toNs) break;
      if (test !== undefined && (ends[index] ?? 0) === (ends[index - 1] ?? 0)) continue;
      const end = lowerBound(time, toNs, 0, length);
      for (let at = lowerBound(time, fromNs, 0, length); at < end; at++) {
        if (test !== undefined && !test(blocks[index]!, at)) continue;
        const column = Math.floor((time[at]! - fromNs) / columnNs);
        counts[Math.min(column, columns - 1)]!++;
      }
      left -= length;
      if (left > 0) continue;
      left = rowsAStep;
      yield;
    }
    return counts;
  }

  /** Position of the first counted match at or after a row; `total` when there is none. */
  positionOfRow(row: number): number {
    const { test, blocks, ends } = this;
    if (test === undefined) return Math.min(Math.max(0, row), this.total);
    const index = blockIndexOf(blocks, row);
    const block = blocks[index];
    if (block === undefined || index >= ends.length) return this.total;
    return (
      (ends[index - 1] ?? 0) +
      matchesBefore(block, Math.min(row - block.firstRow, block.length), test)
    );
  }

  /** Position of the first counted match at or after a time (ns since the first event); `total` when there is none. */
  positionOfTime(timeNs: number): number {
    const block = this.blocks.find(({ time, length }) => time[length - 1]! >= timeNs);
    if (block === undefined) return this.total;
    return this.positionOfRow(block.firstRow + lowerBound(block.time, timeNs));
  }
}

/** Matches among the first `end` rows of a block. */
function matchesBefore(block: EventBlock, end: number, test: RowTest): number {
  let matches = 0;
  for (let at = 0; at < end; at++) {
    if (test(block, at)) matches++;
  }
  return matches;
}

function blockIndexOf(blocks: readonly EventBlock[], row: number): number {
  return Math.max(
    0,
    blocks.findLastIndex((block) => block.firstRow <= row),
  );
}
