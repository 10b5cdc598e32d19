import { exitSums, totalText } from '../code/exitTexts';
import type { ExitSums } from '../code/exitTexts';
import { allExits } from './allExits';
import { bothRuns, rateDeltaText, ratesDelta, reasonsOfBoth } from './bothRuns';
import type { LineOfBoth } from './bothRuns';
import type { Listing } from './Listing';

/** How much of its function's time an instruction takes: 0 is none of it, 4 half or more. */
export type Heat = 0 | 1 | 2 | 3 | 4;

const heatFrom: readonly (readonly [share: number, heat: Heat])[] = [
  [0.5, 4],
  [0.2, 3],
  [0.05, 2],
];

/** What stands before and behind a line. */
export interface LineMargin {
  /** As wide in every line. */
  readonly before: string;
  /** Reasons of the exits, most time first; '' without any. */
  readonly behind: string;
  readonly heat: Heat;
  readonly isExiting: boolean;
}

const MOST_REASONS = 3;

/**
 * The margin of every line: how many exits an instruction has and how long they take; of two runs in
 * both, and how many more a second in the second one.
 */
export function listingMargins(listing: Listing): readonly LineMargin[] {
  const both = bothRuns(listing);
  if (both !== undefined) return marginsOfBoth(both, listing);
  const { disassembly, unit, other } = listing;
  const sums = disassembly.lines.map(({ exits }) => exitSums(exits));
  const functionNs = exitSums(allExits(disassembly)).totalNs;
  const cells = sums.map((sum, line) =>
    sum.count > 0 ? sumCells(sum, unit) : line === 0 ? ['exits', 'time'] : ['', ''],
  );
  const before = aligned(cells);
  return disassembly.lines.map(({ exits, insideCount }, line) => ({
    before: before[line]!,
    // Where the listing begins it is told why it is of one run only.
    behind:
      (line === 0 ? other?.whyNot : undefined) ??
      reasonsText(
        exits.map(({ reason }) => reason),
        insideCount,
      ),
    heat: heatOf(sums[line]!, functionNs),
    isExiting: sums[line]!.count > 0,
  }));
}

function marginsOfBoth(
  both: readonly LineOfBoth[],
  { disassembly, unit, other }: Listing,
): readonly LineMargin[] {
  const { loadsNs, names, unit: unitOfB, exits, unlisted } = other!;
  const functionNs = {
    a: exitSums(allExits(disassembly)).totalNs,
    b: exitSums([...exits.flat(), ...unlisted]).totalNs,
  };
  const cells = both.map(({ a, b }, line) => {
    if (line === 0) return ['A', 'exits', 'time', '| B', 'exits', 'time', '| Δ'];
    if (a.count + b.count === 0) return ['', '', '', '', '', '', ''];
    const delta = rateDeltaText(ratesDelta(a.count, b.count, { loadsNs }), unit);
    return ['A', ...sumCells(a, unit), '| B', ...sumCells(b, unitOfB), `| ${delta}`];
  });
  const before = aligned(cells);
  return both.map((line, at) => ({
    before: before[at]!,
    behind:
      at === 0
        ? `A ${names[0]}, B ${names[1]}`
        : reasonsText(reasonsOfBoth(line), disassembly.lines[at]!.insideCount),
    heat: maxHeat(heatOf(line.a, functionNs.a), heatOf(line.b, functionNs.b)),
    isExiting: line.a.count + line.b.count > 0,
  }));
}

/** How many, and how long; `–` where none of their ends is recorded. */
function sumCells(sum: ExitSums, unit: Listing['unit']): readonly [string, string] {
  if (sum.count === 0) return ['0', ''];
  return [sum.count.toLocaleString('en-US'), totalText(sum, unit) ?? '–'];
}

/** Cells of each line as one text, as wide as that of any other line. */
function aligned(lines: readonly (readonly string[])[]): readonly string[] {
  const widths = (lines[0] ?? []).map((_, cell) => widest(lines.map((cells) => cells[cell]!)));
  return lines.map(
    (cells) => `${cells.map((text, cell) => text.padStart(widths[cell]!)).join('  ')} `,
  );
}

function maxHeat(one: Heat, other: Heat): Heat {
  return one > other ? one : other;
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}

function heatOf({ count, totalNs }: ExitSums, functionNs: number): Heat {
  if (count === 0) return 0;
  if (totalNs === 0) return 1;
  const share = totalNs / functionNs;
  return heatFrom.find(([from]) => share >= from)?.[1] ?? 1;
}

function reasonsText(reasons: readonly string[], insideCount: number): string {
  const more = reasons.length - MOST_REASONS;
  const named = reasons.slice(0, MOST_REASONS).join(', ');
  const inside = insideCount > 0 ? ` (${insideCount.toLocaleString('en-US')} inside)` : '';
  return `${named}${more > 0 ? `, ${more} more` : ''}${inside}`;
}
