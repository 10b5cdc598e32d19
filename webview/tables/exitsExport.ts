import { csvText } from '../../src/base/csvText';
import type { ExitRow } from '../../src/protocol/ExitRow';
import { markdownTable } from '../format/markdown';
import { exitColumns, exitsPerSecond, type ExitContext } from './exitColumns';

/** The table as it is on screen, for an issue or a mail. */
export function exitsAsMarkdown(rows: readonly ExitRow[], context: ExitContext): string {
  return markdownTable(
    exitColumns,
    rows.map((row) => exitColumns.map((column) => column.cell(row, context).text)),
  );
}

/** Unrounded values under the names of `exitscope exits`; a cycle clock's columns say so. */
export function exitsAsCsv(rows: readonly ExitRow[], context: ExitContext): string {
  const unit = context.clockUnit;
  const times = ['total', 'min', 'mean', 'p50', 'p90', 'p99', 'max'].map(
    (name) => `${name}_${unit}`,
  );
  const header = 'vm vcpu isa reason code class count paired exits_per_s share'.split(' ');
  const body = rows.map((row) => [
    row.vm,
    row.vcpu,
    row.isa,
    row.reason,
    row.code,
    row.class,
    row.count,
    row.paired,
    exitsPerSecond(row, context),
    row.share,
    row.totalNs,
    row.minNs,
    row.meanNs,
    row.p50Ns,
    row.p90Ns,
    row.p99Ns,
    row.maxNs,
  ]);
  return csvText([[...header, ...times], ...body]);
}
