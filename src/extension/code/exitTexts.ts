import { shareOf } from '../../base/shareOf';
import type { PlaceTally } from '../../protocol/code';
import type { ClockFacts } from '../../protocol/facts';
import { countText, durationText, shareText } from '../analysis/texts';

/** Exits of an instruction, a line or a function. */
export interface ExitSums {
  readonly count: number;
  readonly totalNs: number;
  readonly exits: readonly PlaceTally[];
}

/** `3,210 exits`, and with the ends of some recorded how long they took: `402 ms`. */
export function sumTexts(sums: ExitSums, unit: ClockFacts['unit']): readonly string[] {
  const total = totalText(sums, unit);
  return [countText(sums.count, 'exit'), ...(total === undefined ? [] : [total])];
}

/** How long exits took; undefined: of none is the end recorded. */
export function totalText(
  { totalNs, exits }: ExitSums,
  unit: ClockFacts['unit'],
): string | undefined {
  return exits.some(({ p50Ns }) => p50Ns !== null) ? durationText(totalNs, unit) : undefined;
}

/** The reason that takes most of the time, or of the exits where no time is known: `HLT 98.3 %`, or `all HLT`. */
export function mainReasonText({ count, totalNs, exits }: ExitSums): string {
  const shares = exits.map(({ reason, ...tally }) => ({
    reason,
    share: totalNs > 0 ? shareOf(tally.totalNs, totalNs) : shareOf(tally.count, count),
  }));
  const [main] = shares.sort((a, b) => b.share - a.share);
  if (main === undefined) return '';
  return shares.length === 1 ? `all ${main.reason}` : `${main.reason} ${shareText(main.share)}`;
}

/** What exits of all reasons come to. */
export function exitSums(exits: readonly PlaceTally[]): ExitSums {
  return {
    count: exits.reduce((sum, { count }) => sum + count, 0),
    totalNs: exits.reduce((sum, { totalNs }) => sum + totalNs, 0),
    exits,
  };
}
