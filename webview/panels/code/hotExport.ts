import { csvText } from '../../../src/base/csvText';
import { shareOf } from '../../../src/base/shareOf';
import type { HotCodeRow } from '../../../src/protocol/code';
import { frameText } from '../../code/codeTexts';
import { counted } from '../../format/count';
import { markdownTable } from '../../format/markdown';
import { formatShare } from '../../format/share';
import { formatDuration } from '../../format/time';
import { vcpusText } from '../pages/pageTexts';
import { hotColumns } from './hotColumns';
import type { HotContext } from './HotContext';
import type { HotNode } from './HotNode';
import { hotSubjects } from './hotSubjects';
import { codeText, placeText } from './hotTexts';

/** The rows as they are on screen, parts behind what they are parts of. */
export function hotAsMarkdown(
  nodes: readonly HotNode[],
  title: string,
  context: HotContext,
): string {
  // Of a picture only its words are left, too many for a cell.
  const columns = hotColumns(context).filter(({ id }) => id !== 'trend');
  return markdownTable(
    [{ title, isNumeric: false }, ...columns],
    nodes.map((node) => [
      `${'– '.repeat(node.level - 1)}${placeText(node.row, node.by)}`,
      ...columns.map((column) => column.cell(node).text),
    ]),
  );
}

/** Unrounded values under the names of `exitscope hot --json`; a cycle clock's columns say so. */
export function hotAsCsv(rows: readonly HotCodeRow[], context: HotContext): string {
  const unit = context.clockUnit;
  const header = [
    ...['vm', 'reason', 'rip', 'symbol', 'offset', 'module', 'file', 'line', 'count', 'share'],
    ...['total', 'p50', 'p99', 'max'].map((name) => `${name}_${unit}`),
    ...['wakeups', 'vcpus', `first_${unit}`, `last_${unit}`, 'instructions'],
  ];
  const body = rows.map((row) => [
    row.vm,
    row.reason,
    row.rip,
    row.symbol,
    row.offset,
    row.module,
    row.frames[0]?.file,
    row.frames[0]?.line,
    row.count,
    shareOf(row.totalNs, context.totalNs),
    row.totalNs,
    row.p50Ns,
    row.p99Ns,
    row.maxNs,
    row.wakeups,
    row.vcpus.join(' '),
    row.firstNs,
    row.lastNs,
    row.instructions,
  ]);
  return csvText([header, ...body]);
}

/** What a row says, as a sentence for the report of a bug. `trace`: name of its file. */
export function hotSentence({ by, row }: HotNode, trace: string, context: HotContext): string {
  const { noun } = hotSubjects[context.of];
  const { reason, rip, module, frames, count, totalNs, vcpus } = row;
  const time = (name: string, timeNs: number | null): readonly string[] =>
    timeNs === null ? [] : [`${name} ${formatDuration(timeNs, context.clockUnit)}`];
  const place = by === 'reason' ? 'all code' : codeText(row);
  const [frame] = frames;
  const about = [
    ...(rip === null || rip === place ? [] : [rip]),
    ...(module === null ? [] : [`module ${module}`]),
    ...(frame === undefined ? [] : [frameText(frame)]),
  ];
  const of =
    reason === null ? '' : `, ${hotSubjects[context.of].reasonTitle.toLowerCase()} ${reason}`;
  const share = formatShare(shareOf(totalNs, context.totalNs));
  const all = formatDuration(totalNs, context.clockUnit);
  const lengths = [
    ...time('median', row.p50Ns),
    ...time('99th percentile', row.p99Ns),
    ...time('longest', row.maxNs),
  ];
  return `${trace}, VM ${row.vm}: ${place}${about.length === 0 ? '' : ` (${about.join(', ')})`}${of}: ${[
    `${counted(count, noun)} on ${vcpusText(vcpus)}`,
    `${all} in all, ${share} of the time shown`,
    ...lengths,
  ].join('; ')}.`;
}
