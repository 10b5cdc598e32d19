import type { PlaceTally } from '../../protocol/code';
import { durationText } from '../analysis/texts';
import { plainMarkdown } from '../language/plainMarkdown';
import { rateDeltaText, ratesDelta, reasonsOfBoth } from './bothRuns';
import type { LineOfBoth } from './bothRuns';
import type { Listing } from './Listing';

/** Markdown table of the exits of an instruction in two runs, by reason, with how many more a second B has. */
export function exitTableOfBoth(line: LineOfBoth, { unit, other }: Listing): string {
  const { loadsNs, names, unit: unitOfB } = other!;
  const rows = reasonsOfBoth(line).map((reason) => {
    const find = ({ exits }: LineOfBoth['a']): PlaceTally | undefined =>
      exits.find((tally) => tally.reason === reason);
    const [a, b] = [find(line.a), find(line.b)];
    const delta = ratesDelta(a?.count ?? 0, b?.count ?? 0, { loadsNs });
    const cells = [...tallyCells(a, unit), ...tallyCells(b, unitOfB), rateDeltaText(delta, unit)];
    return [plainMarkdown(reason), ...cells.map((cell) => `&emsp;${cell}`)];
  });
  const head = ['Reason', 'A', 'Total', 'p50', 'B', 'Total', 'p50', 'Δ exits'];
  const table = [head, ['---', ...head.slice(1).map(() => '--:')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
  const runs = names.map((name, index) => {
    const load = durationText(loadsNs[index]!, index === 0 ? unit : unitOfB);
    return `${index === 0 ? 'A' : 'B'}: ${plainMarkdown(name)}, ${load} of load`;
  });
  return `${table}\n\n${runs.join('; ')}.`;
}

/** Exits, how long they took, and their median. */
function tallyCells(tally: PlaceTally | undefined, unit: Listing['unit']): readonly string[] {
  if (tally === undefined) return ['0', '', ''];
  const { count, totalNs, p50Ns } = tally;
  const times =
    p50Ns === null ? ['–', '–'] : [durationText(totalNs, unit), durationText(p50Ns, unit)];
  return [count.toLocaleString('en-US'), ...times];
}
