import { csvText, type CsvCell } from '../../../src/base/csvText';
import type { RangeSummary } from '../../../src/protocol/timeline';
import type { ClockUnit } from '../../format/time';

/** A row of the table that a range is exported as; what a kind of row has not is left blank. */
interface ExportRow {
  readonly kind: 'state' | 'strategy' | 'wake' | 'latency' | 'exit' | 'page';
  readonly vm: number;
  readonly vcpu?: number;
  readonly name: string;
  readonly class?: string;
  readonly count?: number;
  readonly paired?: number;
  readonly totalNs?: number;
  readonly minNs?: number | null;
  readonly meanNs?: number | null;
  readonly p50Ns?: number | null;
  readonly p90Ns?: number | null;
  readonly p99Ns?: number | null;
  readonly maxNs?: number | null;
}

const TIMES = ['total', 'min', 'mean', 'p50', 'p90', 'p99', 'max'] as const;

/** One table with a row for each number of the range; a cycle clock's columns say so. */
export function rangeCsv(range: RangeSummary, unit: ClockUnit): string {
  const header = ['kind', 'vm', 'vcpu', 'name', 'class', 'count', 'paired'];
  const times = TIMES.map((name) => `${name}_${unit}`);
  const body = rowsOf(range).map((row): CsvCell[] => [
    row.kind,
    row.vm,
    row.vcpu,
    row.name,
    row.class,
    row.count,
    row.paired,
    ...TIMES.map((name) => row[`${name}Ns`]),
  ]);
  return csvText([[...header, ...times], ...body]);
}

/** The same as a tree, under the names of `exitscope report` and `exitscope exits`; docs/range.schema.json describes it. */
export function rangeJson(range: RangeSummary, unit: ClockUnit): string {
  const { fromNs, toNs, states, vcpus, exits, pages, pageCount, lostGaps, notes } = range;
  const json = {
    schema: 'exitscope.range/1',
    unit,
    from_ns: fromNs,
    to_ns: toNs,
    vcpus: vcpus.map((of) => ({
      vm: of.vm,
      vcpu: of.vcpu,
      states_ns: Object.fromEntries(states.map((state, at) => [state, of.statesNs[at]])),
      strategies: of.periods.map(({ strategy, count, ns }) => ({
        strategy,
        periods: count,
        total_ns: ns,
      })),
      wakes: of.wakes,
      latency_ns: { p50: of.latencyP50Ns, p99: of.latencyP99Ns, max: of.latencyMaxNs },
    })),
    exits: exits.map((row) => ({
      vm: row.vm,
      vcpu: row.vcpu,
      isa: row.isa,
      reason: row.reason,
      code: row.code,
      class: row.class,
      count: row.count,
      paired: row.paired,
      total_ns: row.totalNs,
      min_ns: row.minNs,
      mean_ns: row.meanNs,
      p50_ns: row.p50Ns,
      p90_ns: row.p90Ns,
      p99_ns: row.p99Ns,
      max_ns: row.maxNs,
    })),
    pages: pages.map(({ costNs, ...page }) => ({ ...page, cost_ns: costNs })),
    page_count: pageCount,
    lost_gaps: lostGaps,
    notes,
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function rowsOf({ states, vcpus, exits, pages }: RangeSummary): readonly ExportRow[] {
  return [
    ...vcpus.flatMap(({ vm, vcpu, statesNs }) =>
      states.map((name, at): ExportRow => ({
        kind: 'state',
        vm,
        vcpu,
        name,
        totalNs: statesNs[at]!,
      })),
    ),
    ...vcpus.flatMap(({ vm, vcpu, periods }) =>
      periods.map(({ strategy: name, count, ns }): ExportRow => ({
        kind: 'strategy',
        vm,
        vcpu,
        name,
        count,
        totalNs: ns,
      })),
    ),
    ...vcpus.flatMap(({ vm, vcpu, wakes }) =>
      wakes.map(({ cause: name, count }): ExportRow => ({ kind: 'wake', vm, vcpu, name, count })),
    ),
    ...vcpus.flatMap(({ vm, vcpu, latencyP50Ns, latencyP99Ns, latencyMaxNs }): ExportRow[] =>
      latencyMaxNs === null
        ? []
        : [
            {
              kind: 'latency',
              vm,
              vcpu,
              name: 'wakeup',
              p50Ns: latencyP50Ns,
              p99Ns: latencyP99Ns,
              maxNs: latencyMaxNs,
            },
          ],
    ),
    ...exits.map((row): ExportRow => ({
      kind: 'exit',
      vm: row.vm,
      vcpu: row.vcpu,
      name: row.reason,
      class: row.class,
      count: row.count,
      paired: row.paired,
      totalNs: row.totalNs,
      minNs: row.minNs,
      meanNs: row.meanNs,
      p50Ns: row.p50Ns,
      p90Ns: row.p90Ns,
      p99Ns: row.p99Ns,
      maxNs: row.maxNs,
    })),
    ...pages.map(({ vm, gpa, faults, costNs, sharing }): ExportRow => ({
      kind: 'page',
      vm,
      name: gpa,
      count: faults,
      totalNs: costNs,
      ...(sharing !== null && { class: sharing }),
    })),
  ];
}
