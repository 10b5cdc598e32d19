import { bareEventsOf } from '../engine/bareEventsOf';
import { exitsNeeds } from '../engine/needs';
import { exitNamesOf } from '../engine/exitNames';
import { factsOf } from '../engine/factsOf';
import { readThrough } from '../engine/readThrough';
import { exitPasses } from '../engine/passes';
import type { TraceFacts } from '../protocol/facts';
import type { ExitRow } from '../protocol/ExitRow';
import { exitRows } from '../queries/exitRows';
import type { CommandArguments } from './arguments';
import { openForCommand, warn } from './openForCommand';
import type { Output } from './Output';
import { printable } from './printable';
import { textTable } from './textTable';

/** `exitscope exits FILE`: per VM, vCPU and exit reason, how often and how long. */
export async function exitsCommand(args: CommandArguments, output: Output): Promise<void> {
  const trace = await openForCommand(args, exitsNeeds);
  const passes = readThrough(trace, exitPasses(trace, 0));
  const { exits, directory } = passes;
  const rows = exitRows(exits.tallies, directory.refs(), exitNamesOf(trace), {});
  const facts = factsOf(trace, passes);
  warn(facts);
  if (rows.length === 0) tellWhyNone(facts);
  const unit = facts.sources[0]!.clock.unit;
  const none = bareEventsOf(trace.reader).has('kvm_exit')
    ? `${exitCount(facts)} kvm_exit were recorded, all without their fields: no reason and no time of them is known.\n`
    : 'No kvm_exit of a vCPU thread was recorded.\n';
  const text = args.json ? `${JSON.stringify(exitsJson(rows))}\n` : exitsText(rows, unit, none);
  await output.write(printable(text));
}

/** An empty table does not tell that counters are all that the file holds. */
function tellWhyNone({ diagnostics, sources }: TraceFacts): void {
  for (const { code, message, source } of diagnostics) {
    if (code !== 'counters-only' || source === null) continue;
    console.error(`exitscope: ${sources[source]!.path}: ${message}`);
  }
}

/** The shape that outside checks rely on. */
export function exitsJson(rows: readonly ExitRow[]): unknown {
  return {
    schema: 'exitscope.exits/1',
    exits: rows.map((row) => ({
      vm: row.vm,
      vcpu: row.vcpu,
      isa: row.isa,
      reason: row.reason,
      code: row.code,
      class: row.class,
      classes: Object.fromEntries(row.classes.map((of) => [of.class, of.count])),
      count: row.count,
      total_ns: row.totalNs,
      min_ns: row.minNs,
      mean_ns: row.meanNs,
      p50_ns: row.p50Ns,
      p90_ns: row.p90Ns,
      p99_ns: row.p99Ns,
      max_ns: row.maxNs,
      paired: row.paired,
      share: row.share,
      perf_paired: row.perfPaired,
      perf_total_ns: row.perfTotalNs,
    })),
  };
}

function exitCount({ eventCounts }: TraceFacts): number {
  return eventCounts.find(({ name }) => name === 'kvm_exit')?.count ?? 0;
}

/** `none`: what to say where there are no rows. */
function exitsText(rows: readonly ExitRow[], unit: 'ns' | 'cycles', none: string): string {
  if (rows.length === 0) return none;
  const number = (value: number | null): string => (value === null ? '-' : String(value));
  const header = ['VM', 'vCPU', 'reason', 'class', 'count', 'paired', `total ${unit}`, 'share'];
  const perf = rows.some(differsFromPerf) ? ['perf'] : [];
  return textTable(
    [...header, ...perf, 'min', 'mean', 'p50', 'p90', 'p99', 'max'],
    rows.map((row) => [
      String(row.vm),
      String(row.vcpu),
      `${row.reason} (${row.code})`,
      row.classes.map((of) => of.class).join(','),
      String(row.count),
      String(row.paired),
      number(row.paired === 0 ? null : row.totalNs),
      row.paired === 0 ? '-' : `${(row.share * 100).toFixed(1)}%`,
      ...perf.map(() => (row.perfPaired === 0 ? '-' : String(row.perfTotalNs))),
      ...[row.minNs, row.meanNs, row.p50Ns, row.p90Ns, row.p99Ns, row.maxNs].map(number),
    ]),
    4,
  );
}

/** docs/idle.md says when: of losses, and of what comes before a thread's first entry. */
function differsFromPerf({ paired, totalNs, perfPaired, perfTotalNs }: ExitRow): boolean {
  return paired !== perfPaired || totalNs !== perfTotalNs;
}
