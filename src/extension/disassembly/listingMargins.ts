import { exitSums, totalText } from '../code/exitTexts';
import type { ExitSums } from '../code/exitTexts';
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

/** The margin of every line: how many exits an instruction has and how long they take. */
export function listingMargins({ disassembly, unit }: Listing): readonly LineMargin[] {
  const sums = disassembly.lines.map(({ exits }) => exitSums(exits));
  const functionNs = sums.reduce((sum, { totalNs }) => sum + totalNs, 0);
  const cells = sums.map((sum, line): readonly [count: string, time: string] => {
    if (sum.count > 0) return [sum.count.toLocaleString('en-US'), totalText(sum, unit) ?? '–'];
    return line === 0 ? ['exits', 'time'] : ['', ''];
  });
  const countWidth = widest(cells.map(([count]) => count));
  const timeWidth = widest(cells.map(([, time]) => time));
  return disassembly.lines.map(({ exits }, line) => {
    const sum = sums[line]!;
    const [count, time] = cells[line]!;
    return {
      before: `${count.padStart(countWidth)}  ${time.padStart(timeWidth)} `,
      behind: reasonsText(exits.map(({ reason }) => reason)),
      heat: heatOf(sum, functionNs),
      isExiting: sum.count > 0,
    };
  });
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

function reasonsText(reasons: readonly string[]): string {
  const more = reasons.length - MOST_REASONS;
  const named = reasons.slice(0, MOST_REASONS).join(', ');
  return more > 0 ? `${named}, ${more} more` : named;
}
