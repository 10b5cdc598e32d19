import { addToList } from '../../base/addToList';
import { grouped } from '../../kvm/fieldValues';
import { counted } from '../counted';
import { durationText } from '../durationText';
import type { LinePayloads } from '../LinePayloads';
import { lineInWords } from '../lineInWords';
import { lossText } from '../lossText';
import { stampDifference } from '../stamp';
import type { Stamp } from '../stamp';
import type { Excerpt, ExcerptEvent, ExcerptItem } from './Excerpt';
import { isExit, threadName } from './excerptEvents';
import { exitSummary } from './exitSummary';
import { absentFieldNotes, info2Notes, missingNotes } from './missingNotes';
import { textTable } from './textTable';
import { vcpuNames } from './vcpuNames';

/** Beyond so many events the sentences would bury the lines. */
const MOST_EVENTS_IN_FULL = 100;

/**
 * An excerpt explained, as text to read and to send on: its exits, its threads, what it does not tell,
 * then line by line what happened. `firstLine`: number of its first line where it was cut out, from 1.
 */
export function excerptReport(
  excerpt: Excerpt,
  payloads: LinePayloads,
  firstLine: number,
): readonly string[] {
  const events = excerpt.items.filter((item) => item.kind === 'event');
  if (events.length === 0) {
    return [
      'There is no event in these lines as trace-cmd report, tracefs or perf script print them.',
    ];
  }
  const exits = exitSummary(events);
  const missing = [
    ...missingNotes(excerpt),
    ...info2Notes(events, payloads),
    ...absentFieldNotes(events, payloads),
  ];
  return [
    headline(excerpt, events),
    '',
    ...(exits === undefined ? [] : [...exits, '']),
    ...threadTable(events),
    '',
    ...(missing.length === 0 ? [] : ['What the lines do not tell', ...missing.map(bullet), '']),
    'Line by line',
    ...lineByLine(excerpt, {
      payloads,
      firstLine,
      isInFull: events.length <= MOST_EVENTS_IN_FULL,
      nameOfVcpu: vcpuNames(events),
    }),
  ];
}

function headline({ items, isOrdered }: Excerpt, events: readonly ExcerptEvent[]): string {
  const unread = items.filter(({ kind }) => kind === 'unread').length;
  const rest = unread === 0 ? '' : `; ${counted(unread, 'line')} of something else`;
  const stamps = events.flatMap(({ line }) => line.stamp ?? []);
  return `${counted(events.length, 'event')}${isOrdered ? spanText(stamps) : ''}${rest}`;
}

function spanText(stamps: readonly Stamp[]): string {
  const [first, last] = [stamps[0], stamps.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (stamps.length === 1) return ` at ${first.text}`;
  const span = stampDifference(first, last);
  return span === undefined
    ? ''
    : ` in ${durationText(span, first)}, from ${first.text} to ${last.text}`;
}

function threadTable(events: readonly ExcerptEvent[]): readonly string[] {
  const threads = new Map<string, ExcerptEvent[]>();
  for (const event of events) {
    addToList(threads, threadName(event) ?? 'not in the lines', event);
  }
  const rows = [...threads].map(([name, own]) => [
    name,
    grouped(own.length),
    grouped(own.filter(isExit).length),
    vcpuOf(own),
  ]);
  return textTable([['Threads', 'events', 'exits', 'vCPU'], ...rows]);
}

function vcpuOf(events: readonly ExcerptEvent[]): string {
  const known = events.flatMap(({ vcpu }) => vcpu ?? []);
  const ids = [...new Set(known.map(({ id }) => id))].sort((a, b) => a - b).join(', ');
  const isNamed = known.length > 0 && known.every(({ isInferred }) => isInferred);
  return isNamed ? `${ids}, by the thread's name` : ids;
}

/** What a row is laid out by. */
interface Layout {
  readonly payloads: LinePayloads;
  /** Number of the excerpt's first line, from 1. */
  readonly firstLine: number;
  readonly isInFull: boolean;
  readonly nameOfVcpu: (event: ExcerptEvent) => string | undefined;
}

interface Row {
  /** Number of the line, its time, whose it is. */
  readonly place: readonly [line: string, time: string, whose: string];
  readonly text: string;
  readonly more: readonly string[];
}

function lineByLine({ items }: Excerpt, layout: Layout): readonly string[] {
  const rows = items.flatMap((item) => rowOf(item, layout) ?? []);
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map(({ place }) => place[column as 0 | 1 | 2].length)),
  );
  return rows.flatMap(({ place: [line, time, whose], text, more }) => [
    [line.padStart(widths[0]!), time.padStart(widths[1]!), whose.padEnd(widths[2]!), text].join(
      '  ',
    ),
    ...more.map((sentence) => `${' '.repeat(widths[0]! + 4)}${sentence}`),
  ]);
}

function rowOf(item: ExcerptItem, layout: Layout): Row | undefined {
  switch (item.kind) {
    case 'event':
      return eventRow(item, layout);
    case 'lost':
      return remarkRow(item, lossText(item), layout);
    case 'gap':
      return remarkRow(item, 'lines cut out', layout);
    case 'unread':
      return undefined;
  }
}

function remarkRow({ first }: ExcerptItem, text: string, { firstLine }: Layout): Row {
  return { place: [lineNumber(first, first, firstLine), '', ''], text, more: [] };
}

function eventRow(event: ExcerptEvent, layout: Layout): Row {
  const { payloads, firstLine, isInFull, nameOfVcpu } = layout;
  const { line, first, last, precedingExit } = event;
  const { summary, sentences } = lineInWords(line, payloads, precedingExit);
  const vcpu = nameOfVcpu(event);
  const whose = vcpu === undefined ? (threadName(event) ?? '') : `vCPU ${vcpu}`;
  const entry = entrySentence(event, firstLine);
  return {
    place: [lineNumber(first, last, firstLine), line.stamp?.text ?? '', whose],
    text: `${line.event}: ${summary}`,
    more: [...(entry === undefined ? [] : [entry]), ...(isInFull ? sentences : [])],
  };
}

function entrySentence(event: ExcerptEvent, firstLine: number): string | undefined {
  const { entry, line } = event;
  if (!isExit(event)) return undefined;
  if (entry === undefined) return 'No entry follows here.';
  const after =
    entry.duration === undefined || line.stamp === undefined
      ? ''
      : ` after ${durationText(entry.duration, line.stamp)}`;
  return `Entry${after}, in line ${grouped(firstLine + entry.line)}.`;
}

function lineNumber(first: number, last: number, firstLine: number): string {
  const from = (firstLine + first).toString();
  return last > first ? `${from}-${firstLine + last}` : from;
}

function bullet(note: string): string {
  return `- ${note}`;
}
