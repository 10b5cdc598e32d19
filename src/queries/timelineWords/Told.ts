import type { TimelineDetail } from '../../protocol/timeline';

/** What is told of a place of a lane. */
export type Told = Pick<TimelineDetail, 'sentences' | 'facts' | 'evidence' | 'tables' | 'rip'>;

/** Of several tellings one after the other: each event and table once, and the first guest code. */
export function together(...parts: readonly Partial<Told>[]): Told {
  return {
    sentences: parts.flatMap(({ sentences = [] }) => sentences),
    facts: once(
      parts.flatMap(({ facts = [] }) => facts),
      ({ label }) => label,
    ),
    evidence: once(
      parts.flatMap(({ evidence = [] }) => evidence),
      ({ row, timeNs, label }) => (row === null ? `${timeNs} ${label}` : String(row)),
    ).sort((a, b) => a.timeNs - b.timeNs || (a.row ?? 0) - (b.row ?? 0)),
    tables: once(
      parts.flatMap(({ tables = [] }) => tables),
      (table) => JSON.stringify(table),
    ),
    rip: parts.find(({ rip }) => rip !== undefined && rip !== null)?.rip ?? null,
  };
}

function once<T>(all: readonly T[], keyOf: (value: T) => string): T[] {
  return [...new Map(all.toReversed().map((value) => [keyOf(value), value])).values()].toReversed();
}
