import { summarise } from '../../analyses/exits/Durations';
import type { Durations } from '../../analyses/exits/Durations';
import { VCPU_STATES } from '../../vcpu/states/VcpuState';
import { conflictJson, pageFaultsJson } from '../conflicts/conflictJson';
import { pageConflicts, pageFaultCauses } from '../conflicts/pageConflicts';
import { findingsOf } from '../findings/findings';
import { findingJson } from './findingJson';
import { missingEvents } from './missingEvents';
import { passThrough } from './passThrough';
import { periodJson } from './periodJson';
import { PeriodTable } from './PeriodTable';
import type { ReportSource } from './ReportSource';
import { strategyLengths } from './strategyLengths';

const PIECE = 1_000;

/** Pieces of the JSON text of `exitscope report`: its shape is what outside checks rely on. */
export function* reportJson(source: ReportSource): Generator<string> {
  const refs = source.directory.refs();
  const table = new PeriodTable(source.idle, refs);
  const head = { schema: 'exitscope.report/1', vcpus: vcpuRows(source, table) };
  yield `${JSON.stringify(head).slice(0, -1)},"idle_periods":[`;
  let lines: string[] = [];
  let comma = '';
  for (const period of table.walk()) {
    lines.push(comma, '\n', JSON.stringify(periodJson(period, source.idle)));
    comma = ',';
    if (lines.length < PIECE) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
  const conflicts = pageConflicts(source.faults, refs);
  const tail = {
    conflicts: conflicts.map(conflictJson),
    page_faults: pageFaultsJson(pageFaultCauses(source.faults, conflicts)),
    findings: findingsOf(source, table).map(findingJson),
    missing: missingEvents(source.idle),
  };
  yield `],${JSON.stringify(tail).slice(1)}\n`;
}

function vcpuRows(source: ReportSource, table: PeriodTable): unknown[] {
  const { directory, states, idle, durationNs } = source;
  const refs = directory.refs();
  const lengths = strategyLengths(table);
  return directory.bindings.all.flatMap(({ tid }, binding) => {
    const ref = refs[binding];
    if (ref === undefined) return [];
    const totals = states.ledgers[binding]?.totalsNs;
    const statesNs = Object.fromEntries(VCPU_STATES.map((name, at) => [name, totals?.[at] ?? 0]));
    const told = Object.values(statesNs).reduce((sum, ns) => sum + ns, 0);
    statesNs['unknown']! += Math.max(0, durationNs - told);
    return [
      {
        ...ref,
        tid,
        states_ns: statesNs,
        strategies: [...(lengths.get(binding) ?? [])].map(strategyRow),
        passthrough: passThrough(idle, binding) ?? null,
      },
    ];
  });
}

function strategyRow([strategy, { periods, ended }]: readonly [
  string,
  { readonly periods: number; readonly ended: Durations },
]): unknown {
  const summary = summarise([ended]);
  return {
    strategy,
    periods,
    total_ns: ended.totalNs,
    p50_ns: summary?.p50Ns ?? null,
    p99_ns: summary?.p99Ns ?? null,
  };
}
