import type { PlaceTally } from '../../protocol/code';
import type { ClockFacts } from '../../protocol/facts';
import { durationText } from '../analysis/texts';
import { plainMarkdown } from '../language/plainMarkdown';

/** Markdown table of exits by reason; `–` where of none the end is recorded. */
export function exitTable(exits: readonly PlaceTally[], unit: ClockFacts['unit']): string {
  const time = (ns: number | null): string => (ns === null ? '–' : durationText(ns, unit));
  const rows = exits.map(({ reason, count, totalNs, p50Ns, maxNs }) => [
    plainMarkdown(reason),
    ...[
      count.toLocaleString('en-US'),
      time(p50Ns === null ? null : totalNs),
      time(p50Ns),
      time(maxNs),
    ].map(apart),
  ]);
  return [['Reason', 'Exits', 'Total', 'p50', 'Max'], ['---', '--:', '--:', '--:', '--:'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** VS Code draws the cells of a table without a gap. */
function apart(cell: string): string {
  return `&emsp;${cell}`;
}
