import type { ClockFacts } from '../../protocol/facts';
import type { Disassembly, PlaceTally } from '../../protocol/code';
import type { ListedFunction } from './disassemblyUri';

/** A disassembly as a document shows it. */
export interface Listing {
  readonly listed: ListedFunction;
  readonly disassembly: Disassembly;
  /** In which durations are told. */
  readonly unit: ClockFacts['unit'];
}

/** What exits of all reasons come to. */
export interface ExitSum {
  readonly count: number;
  readonly totalNs: number;
}

export function exitSum(exits: readonly PlaceTally[]): ExitSum {
  return {
    count: exits.reduce((sum, { count }) => sum + count, 0),
    totalNs: exits.reduce((sum, { totalNs }) => sum + totalNs, 0),
  };
}
