import { shareOf } from '../../../src/base/shareOf';
import type { HotCodeRow, HotOrder } from '../../../src/protocol/code';
import { framesText, lineText } from '../../code/codeTexts';
import { formatCount } from '../../format/count';
import { formatShare } from '../../format/share';
import { exactDuration, formatDuration } from '../../format/time';
import { element } from '../../dom/element';
import type { PartCell, PartColumn } from '../parts/partTable';
import type { HotContext } from './HotContext';
import type { HotNode } from './HotNode';
import { hotSubjects } from './hotSubjects';
import { trendPicture, trendText } from './trend';

export interface HotColumn extends PartColumn<HotNode> {
  /** A click on its head orders by it. */
  readonly order?: HotOrder;
}

/** What is shown of a row beside what it is of. */
export function hotColumns(context: HotContext): readonly HotColumn[] {
  const { times, noun } = hotSubjects[context.of];
  const vm: readonly HotColumn[] = context.hasVms
    ? [word('vm', 'VM', 'Number of the virtual machine', ({ vm: of }) => ({ text: String(of) }))]
    : [];
  return [
    ...vm,
    ...placeColumns(context),
    {
      id: 'count',
      title: 'Count',
      meaning: `How often: of each ${noun} one`,
      isNumeric: true,
      order: 'count',
      cell: ({ row }) => ({ text: formatCount(row.count) }),
    },
    {
      ...time(context, 'total', 'Total', `${times}, added up`, ({ totalNs }) => totalNs),
      order: 'total',
    },
    {
      id: 'share',
      title: 'Share',
      meaning: 'Part of the time of all rows',
      isNumeric: true,
      cell: ({ row }) => shareCell(shareOf(row.totalNs, context.totalNs)),
    },
    { ...time(context, 'p50', 'p50', `${times}: median`, ({ p50Ns }) => p50Ns), order: 'p50' },
    {
      ...time(context, 'p99', 'p99', `${times}: 99th percentile`, ({ p99Ns }) => p99Ns),
      order: 'p99',
    },
    { ...time(context, 'max', 'Max', `${times}: the longest`, ({ maxNs }) => maxNs), order: 'max' },
    ...(context.hasWakeups ? [wakeups] : []),
    word('vcpus', 'vCPUs', 'vCPUs that ran it', ({ vcpus }) => vcpusCell(vcpus)),
    {
      id: 'trend',
      title: 'Trend',
      meaning: `How often over the time of the trace: of each ${noun} one`,
      isNumeric: false,
      cell: ({ row: { overTime } }) => {
        const text = trendText(overTime, context.bins, noun, context.clockUnit);
        return { text, tooltip: text, picture: trendPicture(overTime, text) };
      },
    },
  ];
}

const wakeups: HotColumn = {
  id: 'wakeups',
  title: 'Wakeups',
  meaning: 'Waits of other vCPUs that it ended',
  isNumeric: true,
  order: 'wakeups',
  cell: ({ row }) =>
    row.wakeups === null
      ? { text: '–', tooltip: 'That is not a question of this row' }
      : { text: formatCount(row.wakeups) },
};

/** Beside a row's first column, which says it by one of these. */
function placeColumns({ of, hasModules, hasLines }: HotContext): readonly HotColumn[] {
  const { reasonTitle, reasonMeaning } = hotSubjects[of];
  const modules = word(
    'module',
    'Module',
    'Kernel module; none: the kernel or a program',
    ({ module }) => ({ text: module ?? '' }),
  );
  const lines = word('source', 'Source', 'Line of the innermost function there', ({ frames }) => {
    const text = lineText(frames[0]);
    return text === undefined ? { text: '' } : { text, tooltip: framesText(frames) };
  });
  return [
    ...(hasModules ? [modules] : []),
    word('reason', reasonTitle, reasonMeaning, ({ reason }) =>
      reason === null
        ? { text: 'several', tooltip: 'The parts of the row have different ones' }
        : { text: reason },
    ),
    ...(hasLines ? [lines] : []),
  ];
}

function word(
  id: string,
  title: string,
  meaning: string,
  cell: (row: HotCodeRow) => PartCell,
): HotColumn {
  return { id, title, meaning, isNumeric: false, cell: ({ row }) => cell(row) };
}

function time(
  { clockUnit }: HotContext,
  id: string,
  title: string,
  meaning: string,
  of: (row: HotCodeRow) => number | null,
): HotColumn {
  return {
    id,
    title,
    meaning,
    isNumeric: true,
    cell: ({ row }) => {
      const timeNs = of(row);
      if (timeNs === null) return { text: '–', tooltip: 'Of none is the end recorded' };
      return { text: formatDuration(timeNs, clockUnit), tooltip: exactDuration(timeNs, clockUnit) };
    },
  };
}

function shareCell(share: number): PartCell {
  const bar = element('span', { class: 'share-bar', 'aria-hidden': 'true' });
  bar.style.setProperty('--share', share.toString());
  return { text: formatShare(share), more: [bar] };
}

/** As many as a cell has room for. */
const LISTED_VCPUS = 6;

function vcpusCell(vcpus: readonly number[]): PartCell {
  const all = vcpus.join(', ');
  if (vcpus.length <= LISTED_VCPUS) return { text: all };
  return { text: `${vcpus.slice(0, LISTED_VCPUS).join(', ')}, … (${vcpus.length})`, tooltip: all };
}
