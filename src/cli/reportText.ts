import { shareOf } from '../base/shareOf';
import { pageSource } from '../queries/conflicts/PageSource';
import { findingContext } from '../queries/findings/findingContext';
import type { FindingContext } from '../queries/findings/Finder';
import { findingsOf } from '../queries/findings/findings';
import { percent } from '../queries/findings/phrases';
import type { TimeWords } from '../queries/findings/phrases';
import { guestFacts } from '../queries/idle/guestFacts';
import { idleShare } from '../queries/idle/idleShare';
import { idleOverTime } from '../queries/idle/idleOverTime';
import { ledgerRows } from '../queries/idle/ledgerRows';
import { missingEvents } from '../queries/idle/missingEvents';
import { missingWords } from '../queries/idle/missingWords';
import { PeriodTable } from '../queries/idle/PeriodTable';
import type { ReportSource } from '../queries/idle/ReportSource';
import { slowestWakes } from '../queries/idle/slowestWakes';
import { strategyRows } from '../queries/idle/strategyRows';
import { wakeRow } from '../queries/idle/wakeRow';
import type { WakeRow } from '../queries/idle/wakeRow';
import { wakeSummary } from '../queries/idle/wakeSummary';
import type { CauseRow, WakerRow } from '../queries/idle/wakeSummary';
import { findingsText } from './findingsText';
import { ledgerText } from './ledgerText';
import { noVcpuText } from './noVcpuText';
import { overTimeText } from './overTimeText';
import { textTable } from './textTable';
import { wrapped } from './wrapped';

/** Wakeups that the report shows one by one; `exitscope wakeups` has more. */
const MOST_WAKES = 10;
/** Rows of a table that a reader still looks through. */
const MOST_ROWS = 40;

/** Of the trace, a character each. */
const SLICES = 80;

/** `exitscope report` for people: within 100 columns, findings first. */
export function reportText(source: ReportSource): string {
  const context = findingContext(source);
  const { words } = context;
  const table = new PeriodTable(source.idle, source.directory.refs());
  const { causes, wakers } = wakeSummary(context, table);
  const pages = pageSource(context, table);
  const slowest = slowestWakes(table, MOST_WAKES).map((period) =>
    wakeRow(context, period, pages.wakes),
  );
  const overTime = idleOverTime(source, table, SLICES);
  const found = findingsOf(source, table, pages);
  const noVcpu = noVcpuText(source.facts);
  const isSilent = noVcpu !== undefined && found.length === 0;
  const parts = [
    section('What stands out', isSilent ? '' : findingsText(found, words)),
    section('Where the time of the vCPUs went', noVcpu ?? ledgerText(ledgerRows(source), words)),
    section('How idle they were over the time', overTimeText(overTime, SLICES, words)),
    section('How they idled', strategiesText(source, table, words)),
    section('Idle inside the guest', insideText(context)),
    section('How long the host polled', pollWindowsText(context)),
    section('What ended it', causesText(causes, words)),
    section('Who wakes whom', wakersText(wakers)),
    section('The slowest wakeups', slowestText(slowest, words)),
    section('What is not in the recording', missingText(source)),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function section(title: string, text: string): string {
  return text === '' ? '' : `${title}\n\n${text}`;
}

function strategiesText(source: ReportSource, table: PeriodTable, words: TimeWords): string {
  return cut(
    strategyRows(source, table).map((row) => [
      vcpuText(row),
      row.strategy,
      String(row.periods),
      String(row.counts.certain),
      String(row.counts.strong),
      String(row.counts.weak),
      words.duration(row.totalNs),
      percent(shareOf(row.totalNs, source.durationNs)),
      optional(row.p50Ns, words),
      optional(row.p99Ns, words),
    ]),
    ['vCPU', 'strategy', 'periods', 'certain', 'strong', 'weak', 'total', 'share', 'p50', 'p99'],
    2,
  );
}

function insideText(context: FindingContext): string {
  const rows = context.vcpus.flatMap((vcpu) => {
    const share = idleShare(context, vcpu.binding, vcpu);
    if (share === undefined) return [];
    const range = share.exact ? 'exact' : `${percent(share.low)} to ${percent(share.high)}`;
    const by = share.exact ? 'its own recording' : `${share.at_idle_rip} of ${share.samples} ticks`;
    const how = `${share.strategy} (${share.confidence})`;
    return [[vcpuText(vcpu), how, percent(share.share), range, by, share.idle_rips.join(' ')]];
  });
  return cut(rows, ['vCPU', 'strategy', 'share', '95 %', 'by', 'at RIP'], 6);
}

function pollWindowsText({ vcpus, idle, words }: FindingContext): string {
  const rows = vcpus.flatMap((vcpu) => {
    const window = guestFacts(idle, vcpu.binding)?.poll_window;
    if (window === undefined || window === null) return [];
    const { replay, kernel, shrink } = window;
    return [
      [
        vcpuText(vcpu),
        String(window.changes),
        words.duration(window.first_ns),
        words.duration(window.last_ns),
        words.duration(window.most_ns),
        kernel ?? 'not told',
        shrink === null ? 'not told' : String(shrink),
        replay === null ? '-' : `${replay.reproduced} of ${replay.halts}`,
      ],
    ];
  });
  const header = [
    'vCPU',
    'changes',
    'first',
    'last',
    'longest',
    'kernel',
    'shrink',
    'halts replayed',
  ];
  return cut(rows, header, 1);
}

function causesText(causes: readonly CauseRow[], words: TimeWords): string {
  return cut(
    causes.map((row) => [
      vcpuText(row),
      row.strategy,
      row.cause,
      row.whyUnknown ?? row.confidence,
      String(row.wakes),
      optional(row.p50Ns, words),
      optional(row.p99Ns, words),
    ]),
    ['vCPU', 'strategy', 'cause', 'confidence', 'wakeups', 'latency p50', 'p99'],
    4,
  );
}

function wakersText(wakers: readonly WakerRow[]): string {
  return cut(
    wakers.map((row) => [
      vcpuText(row),
      row.by ?? '-',
      row.cause,
      row.vector === undefined ? '-' : String(row.vector),
      String(row.wakes),
    ]),
    ['vCPU', 'woken by', 'cause', 'vector', 'wakeups'],
    3,
  );
}

function slowestText(rows: readonly WakeRow[], words: TimeWords): string {
  return cut(
    rows.map((row) => [
      vcpuText(row),
      row.cause,
      row.by ?? '-',
      optional(row.latency.causeToWakingNs, words),
      optional(row.latency.wakingToRunningNs, words),
      optional(row.latency.runningToEntryNs, words),
      optional(row.latency.totalNs, words),
    ]),
    ['vCPU', 'cause', 'by', 'to waking', 'to CPU', 'to guest', 'total'],
    3,
  );
}

function missingText(source: ReportSource): string {
  return missingEvents(source)
    .map(missingWords)
    .map(({ event, affects }) => wrapped(`${event}: ${affects.join(', ')}`, '', '  '))
    .join('');
}

function cut(rows: readonly string[][], header: readonly string[], leftColumns: number): string {
  if (rows.length === 0) return '';
  const more = rows.length - MOST_ROWS;
  const tail = more <= 0 ? '' : `and ${more} more rows: --json has all\n`;
  return textTable(header, rows.slice(0, MOST_ROWS), leftColumns) + tail;
}

function vcpuText({ vm, vcpu }: { readonly vm: number; readonly vcpu: number }): string {
  return `${vm}.${vcpu}`;
}

function optional(ns: number | null | undefined, words: TimeWords): string {
  return ns === null || ns === undefined ? '-' : words.duration(ns);
}
