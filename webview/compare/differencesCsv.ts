import { csvText } from '../../src/base/csvText';
import type { ComparedRow } from '../../src/protocol/comparePage';

/** Unrounded values under the names of `exitscope compare --json`. */
export function differencesCsv(rows: readonly ComparedRow[]): string {
  const header =
    'id what unit vm vcpu a b delta relative low high p adjusted_p significant effect doubts';
  const body = rows.map((row) => [
    row.id,
    row.what,
    row.unit,
    row.vcpu?.vm,
    row.vcpu?.vcpu,
    row.a,
    row.b,
    row.delta,
    row.relative,
    row.low,
    row.high,
    row.p,
    row.adjustedP,
    String(row.significant),
    row.effect,
    row.doubts.join('; '),
  ]);
  return csvText([header.split(' '), ...body]);
}
