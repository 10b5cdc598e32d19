import type { HotCodeRow, HotGrouping, HotQuery } from '../../../src/protocol/code';

/** What to ask for the parts of a row, and which of the answer they are. */
export interface WantedParts {
  readonly by: HotGrouping;
  readonly within: NonNullable<HotQuery['within']>;
  /** Only those of this reason; undefined: all. */
  readonly reason: string | undefined;
}

/** One row of the tree of hot code. */
export interface HotNode {
  /** Names it in the tree. */
  readonly key: string;
  /** From 1. */
  readonly level: number;
  readonly by: HotGrouping;
  readonly row: HotCodeRow;
  /** undefined: it is a single instruction. */
  readonly parts: WantedParts | undefined;
}

/** A row of the answer to a question that is grouped by `by`. */
export function topNode(row: HotCodeRow, by: HotGrouping): HotNode {
  return { key: row.key, level: 1, by, row, parts: partsOf(row, by) };
}

/** A part of a row that was opened. */
export function partNode(row: HotCodeRow, { key, level, parts }: HotNode): HotNode {
  const { by, within } = parts!;
  return {
    key: `${key} / ${row.key}`,
    level: level + 1,
    by,
    row,
    parts:
      by === 'instruction'
        ? undefined
        : { by: 'instruction', within, reason: row.reason ?? undefined },
  };
}

function partsOf(row: HotCodeRow, by: HotGrouping): WantedParts | undefined {
  if (row.rip !== null) return undefined;
  // A function that exits for several reasons is told by these first.
  const isMixed = by === 'symbol' && row.reason === null;
  return {
    by: isMixed ? 'reason' : 'instruction',
    within: { by, key: row.key },
    reason: undefined,
  };
}
