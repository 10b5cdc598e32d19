import { downgradeWords } from '../queries/conflicts/faultWords';
import { pageActor } from '../queries/conflicts/faultRow';
import type { PageConflict } from '../queries/conflicts/pageConflicts';
import { pageKeyAt } from '../queries/conflicts/pageKey';
import { pageOverview } from '../queries/conflicts/pageOverview';
import type { PageSource } from '../queries/conflicts/PageSource';
import { counted, listed, percent } from '../queries/findings/phrases';
import type { PageOverview } from '../protocol/pages';
import { noVcpuText } from './noVcpuText';
import { textTable } from './textTable';
import { wrapped } from './wrapped';

const MOST_ROWS = 20;

/** `exitscope conflicts` for people: within 100 columns, contested pages first. */
export function conflictsText(source: PageSource): string {
  const overview = pageOverview(source, { fromNs: 0, binNs: source.context.durationNs, bins: 1 });
  const contested = source.conflicts.map((conflict) => conflictText(source, conflict)).join('\n');
  const parts = [
    section('Pages that vCPUs fight over', contested === '' ? noneText(source) : contested),
    section('Page faults by cause', causesText(source, overview)),
    section('Pages that fault most', pagesText(source, overview)),
    section('To be known', overview.notes.map((note) => wrapped(`- ${note}`, '', '  ')).join('')),
    section(
      'What is not in the recording',
      overview.missing
        .map(({ event, affects }) => wrapped(`${event}: ${affects.join(', ')}`, '', '  '))
        .join(''),
    ),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function noneText({ context }: PageSource): string {
  return noVcpuText(context.facts) ?? 'None was seen.\n';
}

function section(title: string, text: string): string {
  return text === '' ? '' : `${title}\n\n${text}`;
}

/** One contested page, in a paragraph of facts. */
export function conflictText(source: PageSource, conflict: PageConflict): string {
  const { context, parameters } = source;
  const { words } = context;
  const { faults, flushKicks } = conflict;
  const page = `0x${conflict.gpa.toString(16)}`;
  const writers = conflict.writers.map(
    ({ vcpu, faults: stores, lines }) =>
      `vCPU ${vcpu} (${counted(stores, 'store')}, ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(' ')})`,
  );
  const facts = [
    `${counted(faults, 'store')} into a page whose entry forbade them, ${words.duration(conflict.costNs)} of the writers' time (${words.burn(conflict.costNs)}).`,
    ...(conflict.forgotten === 0
      ? []
      : [`Up to ${counted(conflict.forgotten, 'store')} before are forgotten.`]),
    `Written by ${listed(writers)}; a line is ${parameters.lineBytes} bytes.`,
    ...wakingText(source, conflict),
    ...(conflict.pingPongs === 0
      ? []
      : [`${counted(conflict.pingPongs, 'time')} another vCPU stored than the one before.`]),
    ...protectorsText(context, conflict),
    ...(flushKicks === 0
      ? []
      : [
          `Protecting it forced ${counted(flushKicks, 'exit')} on vCPUs that ran, ${words.duration(conflict.flushKickNs)}.`,
        ]),
  ];
  return [
    wrapped(
      `${page} of VM ${conflict.vm}: ${conflict.kind} (${conflict.confidence}): ${conflict.why}`,
      '',
      '  ',
    ),
    ...facts.map((fact) => wrapped(fact, '    ', '    ')),
  ].join('');
}

/** Whom its stores woke, and of how many that ended an idle period. */
function wakingText({ wakes }: PageSource, conflict: PageConflict): readonly string[] {
  const { faults, trueFaults, falseFaults, waiters, monitoredLines } = conflict;
  if (trueFaults === 0) return [];
  const ended = wakes.endedOn(pageKeyAt(conflict));
  return [
    `${counted(trueFaults, 'store')} woke ${listed(waiters.map((of) => `vCPU ${of}`))}, into line ${monitoredLines.join(' ')}; ${falseFaults} (${percent(falseFaults / faults)}) woke nobody while it waited.`,
    ...(ended < trueFaults
      ? [`${ended === 0 ? 'None' : ended} of these wakings ended an idle period that is known.`]
      : []),
  ];
}

function protectorsText(
  context: PageSource['context'],
  { protectors, lastNs, faults }: PageConflict,
): readonly string[] {
  if (protectors.length === 0) return ['Who protects it is not in the recording.'];
  const seen = protectors.slice(0, 3).map((of) => {
    const { by, times } = pageActor(context, of, lastNs);
    return `before ${times} of them ${by} had ${downgradeWords[of.did]}`;
  });
  return [`Of ${counted(faults, 'store')}, ${listed(seen)}.`];
}

function causesText({ context }: PageSource, { byCause, faults }: PageOverview): string {
  if (faults === 0) return '';
  const rows = byCause
    .filter((of) => of.faults > 0)
    .map(({ cause, faults: count, costNs, retries }) => [
      cause,
      String(count),
      String(retries),
      percent(count / faults),
      context.words.duration(costNs),
    ]);
  return textTable(['cause', 'faults', 'again', 'share', 'cost'], rows, 1);
}

function pagesText({ context }: PageSource, { pages, pageCount }: PageOverview): string {
  if (pages.length === 0) return '';
  const rows = pages.slice(0, MOST_ROWS).map((row) => [
    String(row.vm),
    `0x${row.gpa.toString(16)}`,
    row.sharing?.kind ?? '-',
    [...row.causes]
      .sort((a, b) => b.faults - a.faults)
      .slice(0, 2)
      .map(({ cause, faults }) => `${cause} ${faults}`)
      .join(', '),
    String(row.faults),
    context.words.duration(row.costNs),
    percent(row.share),
  ]);
  const table = textTable(['VM', 'page', 'shared', 'causes', 'faults', 'cost', 'share'], rows, 4);
  const more = pageCount - rows.length;
  return table + (more > 0 ? `and ${more} more pages: --json has up to 1,000 of them\n` : '');
}
