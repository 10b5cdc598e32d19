import { jsonText } from '../../base/jsonText';
import { VCPU_STATES } from '../../vcpu/states/VcpuState';
import { conflictJson, pageFaultsJson } from '../conflicts/conflictJson';
import { pageFaultCauses } from '../conflicts/pageFaultCauses';
import { pageSource } from '../conflicts/PageSource';
import { findingContext } from '../findings/findingContext';
import { findingsOf } from '../findings/findings';
import { findingJson } from './findingJson';
import { guestFacts } from './guestFacts';
import { overTimeJson } from './overTimeJson';
import { idleOverTime } from './idleOverTime';
import { idleShare } from './idleShare';
import { ledgerRows } from './ledgerRows';
import { missingEvents } from './missingEvents';
import { missingWords } from './missingWords';
import { periodJson } from './periodJson';
import { PeriodTable } from './PeriodTable';
import type { ReportSource } from './ReportSource';
import { strategyRows } from './strategyRows';
import type { StrategyRow } from './strategyRows';

const PIECE_CHARS = 1 << 16;
/** Of the trace, in which a report says how idle vCPUs were. */
const SLICES = 240;

/** Pieces of the JSON text of `exitscope report`: its shape is what outside checks rely on. */
export function* reportJson(source: ReportSource): Generator<string> {
  const refs = source.directory.refs();
  const table = new PeriodTable(source.idle, refs);
  const pages = pageSource(findingContext(source), table);
  const head = {
    schema: 'exitscope.report/1',
    parameters: source.idle.parameters,
    vcpus: vcpuRows(source, table),
    over_time: overTimeJson(idleOverTime(source, table, SLICES)),
  };
  yield `${jsonText(head).slice(0, -1)},"idle_periods":[`;
  let piece = '';
  let lead = '\n';
  for (const period of table.walk()) {
    piece += lead + periodJson(period, table, source.idle, pages.wakes.storeOf(period)?.gpa);
    lead = ',\n';
    if (piece.length < PIECE_CHARS) continue;
    yield piece;
    piece = '';
  }
  yield piece;
  const tail = {
    conflicts: pages.conflicts.map(conflictJson),
    page_faults: pageFaultsJson(pageFaultCauses(source.faults, refs, pages.conflicts)),
    findings: findingsOf(source, table, pages).map(findingJson),
    missing: missingEvents(source).map(missingWords),
  };
  yield `],${jsonText(tail).slice(1)}\n`;
}

function vcpuRows(source: ReportSource, table: PeriodTable): unknown[] {
  const strategies = strategyRows(source, table);
  return ledgerRows(source).map(({ vm, vcpu, binding, tid, statesNs }) => ({
    vm,
    vcpu,
    tid,
    states_ns: Object.fromEntries(VCPU_STATES.map((name, at) => [name, statesNs[at]])),
    strategies: strategies.flatMap((row) => (row.binding === binding ? [strategyJson(row)] : [])),
    passthrough: idleShare(source, binding, { vm, vcpu }) ?? null,
    guest_facts: guestFacts(source.idle, binding) ?? null,
  }));
}

function strategyJson({ strategy, periods, totalNs, p50Ns, p99Ns }: StrategyRow): unknown {
  return {
    strategy,
    periods,
    total_ns: totalNs,
    p50_ns: p50Ns ?? null,
    p99_ns: p99Ns ?? null,
  };
}
